package io.kaspar.schema.protobuf;

import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Statements that remember which singular fields of a message came: a bit for each, in as many longs as it takes. */
final class SeenFields {
    /** What stands for the longs until it is known where they are. */
    private static final String WORD = "SEEN_";

    private static final int NONE = -1;

    private final List<ScannedField> fields;
    private final int[] bits;
    private final int wordCount;
    private List<String> names = List.of();

    SeenFields(List<ScannedField> fields) {
        this.fields = fields;
        this.bits = new int[fields.size()];
        int next = 0;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = isOnce(fields.get(i)) ? next++ : NONE;
        }
        this.wordCount = (next + Long.SIZE - 1) / Long.SIZE;
    }

    private static boolean isOnce(ScannedField field) {
        return switch (field.shape()) {
            case SINGULAR, OPTIONAL_ELEMENT, RIVAL -> field.number() != ScannedField.NOWHERE;
            case REPEATED, MAP, UNWANTED -> false;
        };
    }

    /** Reads a value where it is the next, and fails when it, or another member of its oneof, came before. */
    String once(int index, WireType type, String value) {
        int number = fields.get(index).number();
        StringBuilder statements = new StringBuilder("if (" + TagSource.next(number, type) + ") {\n");
        rivalBits(index)
                .forEach((word, mask) ->
                        statements.append("if ((" + WORD + word + ". & " + hex(mask) + ") != 0L) FAIL;\n"));
        return statements
                .append(WORD + bits[index] / Long.SIZE + ". |= " + hex(1L << bits[index]) + ";\n")
                .append(TagSource.past(number, type))
                .append(value)
                .append("}\n")
                .toString();
    }

    private Map<Integer, Long> rivalBits(int index) {
        int oneof = fields.get(index).oneof();
        Map<Integer, Long> masks = new TreeMap<>();
        for (int i = 0; i < bits.length; i++) {
            boolean isRival = oneof != ScannedField.ALONE && fields.get(i).oneof() == oneof;
            if (i == index || (isRival && bits[i] != NONE)) {
                masks.merge(bits[i] / Long.SIZE, 1L << bits[i], (one, other) -> one | other);
            }
        }
        return masks;
    }

    /** Does something when a field did not come. */
    String ifAbsent(int index, String statements) {
        return "if ((%s & %s) == 0L) {\n%s}\n"
                .formatted(WORD + bits[index] / Long.SIZE + ".", hex(1L << bits[index]), statements);
    }

    /** Declares the longs: as variables, or where methods find them too. */
    String declare(DecoderSource decoder, boolean forMethods) {
        StringBuilder statements = new StringBuilder();
        String array = forMethods ? decoder.constant(long[].class, new long[wordCount]) : "";
        names = new ArrayList<>();
        for (int i = 0; i < wordCount; i++) {
            names.add(forMethods ? array + "[" + i + "]" : decoder.name("seen"));
            statements.append(forMethods ? "" : "long ").append(names.get(i)).append(" = 0L;\n");
        }
        return statements.toString();
    }

    /** The statements as they are compiled. */
    String named(String statements) {
        String named = statements;
        for (int i = 0; i < wordCount; i++) {
            named = named.replace(WORD + i + ".", names.get(i));
        }
        return named;
    }

    private static String hex(long mask) {
        return "0x" + Long.toHexString(mask) + "L";
    }
}
