package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.Arrays;
import java.util.List;

/** The numbers that a message has as its fields 1, 2, …: what a point in time is made of. */
final class PartNumbers {
    private final FieldKind[] kinds;
    private final long[] values;

    PartNumbers(FieldKind... kinds) {
        this.kinds = kinds;
        this.values = new long[kinds.length];
    }

    /** Reads to the cursor's limit; what is not there is zero. */
    void read(PayloadCursor cursor) throws PayloadException {
        Arrays.fill(values, 0);
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType type = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            if (number <= kinds.length && type == kinds[number - 1].wireType()) {
                values[number - 1] = Integers.read(cursor, kinds[number - 1]);
            } else {
                WireBytes.skip(cursor, type, number);
            }
        }
    }

    /** Statements, in a block that the caller ends, that read to the end and declare the numbers. */
    String source(DecoderSource decoder, List<String> names) {
        StringBuilder source = new StringBuilder("{\n");
        names.forEach(name -> source.append("long " + name + " = 0L;\n"));
        source.append("while (p < end) {\n");
        for (int i = 0; i < names.size(); i++) {
            String value = decoder.name("value");
            source.append("if (b[p] == " + WireBytes.tag(i + 1, kinds[i].wireType()) + ") {\np++;\n"
                    + Integers.source(decoder, kinds[i], value) + names.get(i) + " = " + value + ";\ncontinue;\n}\n");
        }
        String wanted = decoder.constant(long[].class, new long[] {(1L << (names.size() + 1)) - 2});
        return source.append("p = " + ScanSource.BYTES + ".skip(b, p, end, " + wanted + ");\nif (p < 0) FAIL;\n}\n")
                .toString();
    }

    long of(int number) {
        return values[number - 1];
    }
}
