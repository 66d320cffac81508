package io.kaspar.schema.protobuf;

import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.protobuf.ScannedField.Shape;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Statements that do what {@link FieldScan} does for messages as writers make them: each value is put when it is met. One
 * round goes through the fields in the order of their numbers, which is how they are written, and asks of each whether it is
 * the next; rounds go on to the message's end. A singular field that comes again, or another member of a oneof, would have to
 * take back what has been put: such a message is left to the steps.
 */
final class ScanSource {
    /** How statements call {@link ProtobufBytes}. */
    static final String BYTES = "io.kaspar.schema.protobuf.ProtobufBytes";

    /** Longer values become methods, so that no other statement than theirs is ever cut off from the variables here. */
    private static final int MAX_VALUE_LENGTH = DecoderSource.MAX_METHOD_LENGTH / 3;

    /** Fields that come to more become methods, which see no variables. */
    private static final int MAX_LENGTH_WITH_VARIABLES = DecoderSource.MAX_METHOD_LENGTH - 1_500;

    private static final int MAX_WANTED_NUMBER = 1023;

    private final DecoderSource decoder;
    private final List<String> cleared = new ArrayList<>();

    ScanSource(DecoderSource decoder) {
        this.decoder = decoder;
    }

    /** Declares {@code name} as a length, of which the payload has as many bytes. */
    static String length(String name) {
        return NumberSource.rawInt(name) + "if (%1$s < 0 || %1$s > end - p) FAIL;\n".formatted(name);
    }

    /** Reads a length, and lets statements read so many bytes as if they were all. */
    static String delimited(DecoderSource decoder, String statements) {
        String length = decoder.name("length");
        String end = decoder.name("end");
        return "{\n" + length(length) + "int " + end + " = end;\nend = p + " + length + ";\n" + statements
                + "p = end;\nend = " + end + ";\n}\n";
    }

    /**
     * Reads a message to its end, and puts values.
     *
     * @param fields singular ones, repeated ones whose collections have begun, and rivals
     * @param sinks one for each field but the rivals behind them: for elements of arrays, what the elements go to
     */
    String of(List<ScannedField> fields, List<String> sinks) {
        SeenFields seen = new SeenFields(fields);
        List<Integer> order = IntStream.range(0, fields.size())
                .boxed()
                .filter(i -> fields.get(i).number() != ScannedField.NOWHERE)
                .sorted(Comparator.comparing(i -> fields.get(i).number()))
                .toList();
        List<String> round = new ArrayList<>();
        for (int i : order) {
            round.add(part(seen, i, fields.get(i), i < sinks.size() ? sinks.get(i) : ""));
        }
        List<String> absent = new ArrayList<>();
        for (int i = 0; i < sinks.size(); i++) {
            absent.add(absent(seen, i, fields.get(i), sinks.get(i)));
        }
        boolean isLong = length(round) + length(absent) > MAX_LENGTH_WITH_VARIABLES;
        return """
                {
                DECLARECLEARwhile (p < end) {
                int BEFORE = p;
                ROUNDif (p == BEFORE) {
                p = BYTES.skip(b, p, end, WANTED);
                if (p < 0) FAIL;
                }
                }
                ABSENT}
                """.replace("DECLARE", seen.declare(decoder, isLong))
                .replace("CLEAR", String.join("", cleared))
                .replace("ROUND", joined(round, seen, isLong))
                .replace("ABSENT", joined(absent, seen, isLong))
                .replace("BEFORE", decoder.name("before"))
                .replace("BYTES", BYTES)
                .replace("WANTED", decoder.constant(long[].class, wanted(fields)));
    }

    private String joined(List<String> parts, SeenFields seen, boolean isLong) {
        return isLong ? decoder.sequence(parts.stream().map(seen::named).toList()) : seen.named(String.join("", parts));
    }

    private static int length(List<String> parts) {
        return parts.stream().mapToInt(String::length).sum();
    }

    /** The bits of numbers that {@link ProtobufBytes#skip} has to stop at. */
    private static long[] wanted(List<ScannedField> fields) {
        BitSet numbers = new BitSet();
        fields.stream()
                .filter(field -> field.shape() != Shape.UNWANTED)
                .forEach(field -> numbers.set(Math.min(field.number(), MAX_WANTED_NUMBER)));
        return Arrays.copyOf(numbers.toLongArray(), Math.max(1, numbers.toLongArray().length));
    }

    private String part(SeenFields seen, int index, ScannedField field, String sink) {
        return switch (field.shape()) {
            case REPEATED -> repeated(field, value(field, sink));
            case MAP -> map(field, sink);
            case UNWANTED -> unwanted(field.number(), field.wireType());
            case RIVAL -> seen.once(index, field.wireType(), valueEnd(field.number(), field.wireType()));
            case SINGULAR, OPTIONAL_ELEMENT ->
                seen.once(index, field.wireType(), value(field, sink))
                        + (field.packable()
                                ? "if (" + TagSource.next(field.number(), WireType.LENGTH_DELIMITED) + ") FAIL;\n"
                                : "");
        };
    }

    private String unwanted(int number, WireType type) {
        String length = decoder.name("length");
        String skip = switch (type) {
            case VARINT -> NumberSource.skipVarints(1, 0);
            case FIXED64 -> NumberSource.jump(Long.BYTES);
            case FIXED32 -> NumberSource.jump(Integer.BYTES);
            case LENGTH_DELIMITED -> length(length) + "p += " + length + ";\n";
            case START_GROUP, END_GROUP -> valueEnd(number, type);
        };
        return "if (" + TagSource.next(number, type) + ") {\n" + TagSource.past(number, type) + skip + "}\n";
    }

    private static String valueEnd(int number, WireType type) {
        return "p = %s.valueEnd(b, p, end, %d);\nif (p < 0) FAIL;\n".formatted(BYTES, WireBytes.tag(number, type));
    }

    private String value(ScannedField field, String sink) {
        String value = field.element().source(decoder, sink);
        return value.length() > MAX_VALUE_LENGTH ? decoder.outlined(value) : decoder.fit(value);
    }

    private String repeated(ScannedField field, String element) {
        String unpacked = "while (" + TagSource.next(field.number(), field.wireType()) + ") {\n"
                + TagSource.past(field.number(), field.wireType()) + element + "}\n";
        if (!field.packable()) {
            return unpacked;
        }
        return unpacked + "if (" + TagSource.next(field.number(), WireType.LENGTH_DELIMITED) + ") {\n"
                + TagSource.past(field.number(), WireType.LENGTH_DELIMITED)
                + delimited(decoder, "while (p < end) {\n" + element + "}\n") + "}\n";
    }

    private String map(ScannedField field, String sink) {
        String keys = decoder.constant(MapKeys.class, new MapKeys());
        String entry = ((MapEntries) field.element()).entrySource(decoder, sink, keys);
        cleared.add(keys + ".clear();\n");
        return repeated(field, entry.length() > MAX_VALUE_LENGTH ? decoder.outlined(entry) : decoder.fit(entry));
    }

    private String absent(SeenFields seen, int index, ScannedField field, String sink) {
        return switch (field.shape()) {
            case REPEATED, MAP, RIVAL, UNWANTED -> "";
            case SINGULAR, OPTIONAL_ELEMENT -> {
                String absent = field.absent().source(decoder, sink);
                yield field.number() == ScannedField.NOWHERE ? absent : seen.ifAbsent(index, absent);
            }
        };
    }
}
