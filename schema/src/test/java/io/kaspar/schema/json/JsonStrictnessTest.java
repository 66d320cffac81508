package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.BothWays;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON is and what it is not: each case as the whole payload, as a member that is read, and as one that is passed over. */
final class JsonStrictnessTest {
    private static final BothWays ANYTHING = decoder("STRING");
    private static final BothWays READ = decoder("read STRING");
    private static final BothWays PASSED_OVER = decoder("none STRING");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "true",
                "false",
                "0",
                "-0",
                "1",
                "-1",
                "10",
                "1.5",
                "-0.0",
                "1e5",
                "1E+5",
                "1e-5",
                "0e0",
                "1.0e0",
                "\"\"",
                "\"a\"",
                "\" \"",
                "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
                "\"\\u00e9\\u20AC\"",
                "\"\\ud83d\\ude00\"",
                "\"\\u0000\"",
                "\"\u007f\"",
                "\"\u0080\u07ff\u0800\ud7ff\ue000\uffff\"",
                "\"\ud800\udc00\udbff\udfff\"",
                "\"\u2028\u2029\ufeff\"",
                "[1,2]",
                "[[],{}]",
                "[ 1 , 2 ]",
                "{\"a\":1,\"a\":2}",
                "{\"\":0}",
                "{ \"a\" : { } }",
                "{\"\\u0061\":1}",
                "[null,1,\"1\",{}]",
                "[\t1\r\n]",
                "123123123123123123123123123",
                "1e9999",
                "[1e-9999]",
                "\"abcdefghijklmnopqrstuvwxyz\"",
                "\"12345678\u00e9\""
            })
    void takesWhatIsJson(String json) throws Exception {
        for (byte[] payload : around(json.getBytes(StandardCharsets.UTF_8))) {
            decode(payload);
        }
    }

    static Stream<String> noJson() {
        return Stream.of(
                "{",
                "[",
                "}",
                "]",
                "{]",
                "[}",
                "[1",
                "[1,",
                "[1,]",
                "[,1]",
                "[1,,2]",
                "[1 2]",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{\"a\" 1}",
                "{\"a\"::1}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":1}}",
                "[1]]",
                "{}{}",
                "1 2",
                "1,",
                "nul",
                "nulL",
                "tru",
                "True",
                "FALSE",
                "undefined",
                "NaN",
                "-NaN",
                "Infinity",
                "-Infinity",
                "inf",
                "+1",
                "++1",
                ".5",
                "1.",
                "-.5",
                "-",
                "--1",
                "01",
                "-01",
                "00",
                "1.e1",
                "1e",
                "1e+",
                "1e-",
                "1e1.5",
                "0x10",
                "1_000",
                "1a",
                "1e5e5",
                "1.2.3",
                "'a'",
                "\"",
                "\"a",
                "\"\\\"",
                "\"\\",
                "\"\\x\"",
                "\"\\a\"",
                "\"\\u\"",
                "\"\\u12\"",
                "\"\\u123g\"",
                "\"\\U0041\"",
                "\"\\ud800\"",
                "\"\\udc00\"",
                "\"\\ud800\\ud800\"",
                "\"\\ud800a\"",
                "\"\\ud800\\n\"",
                "\"\\udc00\\ud800\"",
                "\"\n\"",
                "\"\t\"",
                "\"\u0000\"",
                "\"\u001f\"",
                "\"abcdefgh\u0001\"",
                "/* c */1",
                "1//c",
                "#c\n1",
                "\ufeff{}",
                "\f1",
                "\u000b1",
                "\u00a01",
                "1\u00a0",
                "1\u0000",
                "\u20281",
                "a",
                "\\u0031",
                "*",
                "[\"a\",\n4\n,1,",
                "{\"a\":\"b\"#}",
                "[-]",
                "[1+2]",
                "<1>",
                "\"a\"b",
                "$",
                "~");
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void refusesWhatIsNone(String text) {
        for (byte[] payload : around(text.getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> decode(payload)).isInstanceOf(PayloadException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void refusesPayloadsWithoutAValue(String text) {
        assertThatThrownBy(() -> decode(text.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("there is no value in the payload");
    }

    static Stream<byte[]> noUtf8() {
        return Stream.of(
                bytes(0x80),
                bytes(0xBF),
                bytes(0xC0, 0x80),
                bytes(0xC1, 0xBF),
                bytes(0xC3),
                bytes(0xC3, 0x28),
                bytes(0xE0, 0x80, 0x80),
                bytes(0xE0, 0x9F, 0xBF),
                bytes(0xE2, 0x82),
                bytes(0xED, 0xA0, 0x80),
                bytes(0xED, 0xBF, 0xBF),
                bytes(0xF0, 0x80, 0x80, 0x80),
                bytes(0xF0, 0x8F, 0xBF, 0xBF),
                bytes(0xF4, 0x90, 0x80, 0x80),
                bytes(0xF5, 0x80, 0x80, 0x80),
                bytes(0xF8, 0x88, 0x80, 0x80, 0x80),
                bytes(0xFE),
                bytes(0xFF));
    }

    @ParameterizedTest
    @MethodSource("noUtf8")
    void refusesTextThatIsNoUtf8(byte[] text) {
        for (String frame : List.of("\"x\"", "\"12345678x\"", "{\"x\":1}", "{\"k\":\"x12345678\"}")) {
            int place = frame.indexOf('x');
            byte[] json = join(frame.substring(0, place), text, frame.substring(place + 1));
            for (byte[] payload : around(json)) {
                assertThatThrownBy(() -> decode(payload)).hasMessageContaining("text that is no UTF-8");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "UTF-32LE"})
    void refusesOtherCharsets(String charset) throws Exception {
        byte[] payload = "{\"a\":1}".getBytes(charset);

        assertThatThrownBy(() -> decode(payload)).isInstanceOf(PayloadException.class);
    }

    @Test
    void saysThatThereIsAByteOrderMark() {
        assertThatThrownBy(() -> decode("\ufeff{}".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("JSON payload, byte 0 of 5: a byte order mark stands before the value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"k\":"})
    void depthHasALimit(String opening) throws Exception {
        assertThat(decode(nested(opening, JsonScan.MAX_DEPTH))).isNotNull();
        for (int depth : new int[] {JsonScan.MAX_DEPTH + 1, 10_000}) {
            assertThatThrownBy(() -> decode(nested(opening, depth)))
                    .hasMessageContaining("objects and arrays lie more than 1000 deep inside each other");
        }
    }

    private static byte[] nested(String opening, int depth) {
        String closing = opening.equals("[") ? "]" : "}";
        String inner = opening.equals("[") ? "" : "1";
        return (opening.repeat(depth) + inner + closing.repeat(depth)).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void numbersHaveALimit() throws Exception {
        assertThat(decode("1".repeat(JsonScan.MAX_NUMBER_LENGTH).getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
        for (byte[] payload : around("1".repeat(JsonScan.MAX_NUMBER_LENGTH + 1).getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> decode(payload)).hasMessageContaining("a number takes more than 1000 bytes");
        }
    }

    /** The payload alone, and as a member that somebody reads or nobody does. */
    private static List<byte[]> around(byte[] json) {
        return List.of(json, join("{\"read\":", json, "}"), join("{\"other\":", json, "}"), join("[[", json, "]]"));
    }

    /** As text, whatever it is, and as columns of which one is asked for. */
    private static String decode(byte[] payload) throws PayloadException {
        String text = String.valueOf(ANYTHING.decode(payload));
        if (payload.length > 0 && payload[0] == '{') {
            READ.decode(payload);
            PASSED_OVER.decode(payload);
        }
        return text;
    }

    private static BothWays decoder(String ddl) {
        try {
            return new BothWays(JsonSamples.decoder(ddl), JsonSamples.type(ddl));
        } catch (SchemaException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return bytes;
    }

    private static byte[] join(String before, byte[] text, String after) {
        byte[] first = before.getBytes(StandardCharsets.UTF_8);
        byte[] last = after.getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[first.length + text.length + last.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(text, 0, all, first.length, text.length);
        System.arraycopy(last, 0, all, first.length + text.length, last.length);
        return all;
    }
}
