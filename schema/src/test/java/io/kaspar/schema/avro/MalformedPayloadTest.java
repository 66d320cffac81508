package io.kaspar.schema.avro;

import static io.kaspar.schema.avro.Samples.bytes;
import static io.kaspar.schema.avro.Samples.decoder;
import static io.kaspar.schema.avro.Samples.field;
import static io.kaspar.schema.avro.Samples.read;
import static io.kaspar.schema.avro.Samples.record;
import static io.kaspar.schema.avro.Samples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MalformedPayloadTest {
    private static final String LIST = "{'type':'record','name':'L','fields':[{'name':'next','type':['null','L']}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'boolean' | 2 | byte 0 of 1: a boolean is neither 0 nor 1",
                "'int' | 80 80 80 80 80 00 | byte 0 of 6: a number takes more than 5 bytes",
                "'long' | 80 80 80 80 80 80 80 80 80 80 00 | byte 0 of 11: a number takes more than 10 bytes",
                "'long' | 80 | byte 0 of 1: ends inside a number",
                "'float' | 0 0 0 | byte 0 of 3: ends inside a value that needs 4 bytes; it has 3",
                "'string' | 1 | byte 0 of 1: a length of -1 does not fit the bytes left",
                "'string' | 4 61 | byte 0 of 2: a length of 2 does not fit the bytes left",
                "'bytes' | FE FF FF FF FF FF FF FF FF 1 | a length of 9223372036854775807 does not fit",
                "{'type':'fixed','name':'F','size':3} | 1 2 | ends inside a value that needs 3 bytes",
                "{'type':'enum','name':'E','symbols':['A']} | 2 | index 1 of a branch or symbol is not below 1",
                "['null','int'] | 4 | byte 0 of 1: index 2 of a branch or symbol is not below 2",
                "['null','int'] | 1 | index -1 of a branch or symbol",
                "{'type':'array','items':'int'} | C8 1 2 | a block claims 100 elements, more than the bytes left can hold",
                "{'type':'array','items':'int'} | 1 0 0 0 | byte 2 of 4: a block claims 1 elements",
                "{'type':'array','items':'int'} | 1 4 0 0 0 | byte 3 of 5: a block ends here, but its length says",
                "{'type':'array','items':'int'} | FF FF FF FF FF FF FF FF FF 1 | a block has an impossible count",
                "{'type':'map','values':'int'} | 4 0 0 | a block claims 2 elements, more than the bytes left can hold",
                "{'type':'bytes','logicalType':'decimal','precision':2} | 4 7F FF | a decimal does not fit its column",
                "{'type':'long','logicalType':'timestamp-millis'} | FE FF FF FF FF FF FF FF FF 1 | outside of the range",
            })
    void saysWhatIsWrongAndWhere(String schema, String hex, String message) throws IOException {
        String[] octets = hex.split(" ");
        byte[] payload = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            payload[i] = (byte) Integer.parseInt(octets[i], 16);
        }
        assertThatThrownBy(() -> read(schema, schema, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refusesAMillionElementsThatTakeNoBytes() throws IOException {
        String writer = record(field("a", "{'type':'array','items':'null'}"), field("b", "'int'"));
        String reader = record(field("a", "{'type':'array','items':['null','int']}"), field("b", "'int'"));
        byte[] million = bytes(0x80, 0x89, 0x7A, 0, 2);
        assertThatThrownBy(() -> read(writer, reader, million))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 65536 elements that take no bytes");
        DataType onlyB = type(record(field("b", "'int'")));
        assertThatThrownBy(() -> BothWays.decode(decoder(writer, reader, onlyB), onlyB, million))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 65536 elements that take no bytes");
        assertThat(read(writer, reader, bytes(4, 0, 2))).hasToString("{a=[null, null], b=1}");
    }

    @Test
    void countsElementsWithoutBytesOverTheWholePayload() {
        String writer = "{'type':'array','items':{'type':'array','items':'null'}}";
        String reader = "{'type':'array','items':{'type':'array','items':['null','int']}}";
        byte[] twice40000 = bytes(4, 0x80, 0xF1, 0x04, 0, 0x80, 0xF1, 0x04, 0, 0);
        assertThatThrownBy(() -> read(writer, reader, twice40000))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 65536 elements that take no bytes");
    }

    @Test
    void boundsWhatDefaultsMakeOfAFewBytes() throws IOException {
        String empty = "{'type':'array','items':{'type':'record','name':'E','fields':[]}}";
        String filled = "{'type':'array','items':{'type':'record','name':'E','fields':["
                + field("s", "'string'", "'" + "x".repeat(1000) + "'") + "]}}";
        byte[] thousand = bytes(0xD0, 0x0F, 0);
        assertThat(read(record(field("a", empty)), record(field("a", filled)), thousand))
                .isNotNull();
        byte[] twoThousand = bytes(0xA0, 0x1F, 0);
        assertThatThrownBy(() -> read(record(field("a", empty)), record(field("a", filled)), twoThousand))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("defaults together take more than 1048576 bytes");
    }

    @Test
    void refusesValuesThatLieTooDeepInJson() throws IOException {
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> read(LIST, LIST, deep))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 500 deep");
    }

    @Test
    void refusesValuesThatLieTooDeepInWhatItSkips() throws IOException {
        String writer = record(field("list", LIST), field("b", "'int'"));
        String reader = record(field("b", "'int'"));
        byte[] deep = new byte[100_000];
        Arrays.fill(deep, (byte) 2);
        assertThatThrownBy(() -> read(writer, reader, deep))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 500 deep");
        byte[] shallow = bytes(2, 2, 2, 0, 10);
        assertThat(read(writer, reader, shallow)).hasToString("{b=5}");
    }

    @Test
    void refusesARecordThatCanNeverEnd() throws IOException {
        String endless = "{'type':'record','name':'A','fields':[{'name':'a','type':'A'}]}";
        assertThatThrownBy(() -> read(endless, endless, bytes(0)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 500 deep");
        String writer = record(field("a", endless), field("b", "'int'"));
        assertThatThrownBy(() -> read(writer, record(field("b", "'int'")), bytes(0)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than 500 deep");
    }

    @Test
    void passesOverEmptyRecordsInRecordsAtOnce() throws IOException {
        StringBuilder type = new StringBuilder("{'type':'record','name':'T0','fields':[{'name':'n','type':'null'}]}");
        for (int i = 1; i < 60; i++) {
            type = new StringBuilder("{'type':'record','name':'T" + i + "','fields':[{'name':'a','type':" + type
                    + "},{'name':'b','type':'T" + (i - 1) + "'}]}");
        }
        String writer = record(field("empty", type.toString()), field("b", "'int'"));
        assertThat(read(writer, record(field("b", "'int'")), bytes(10))).hasToString("{b=5}");
    }
}
