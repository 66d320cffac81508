package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Skip;
import java.util.ArrayList;
import java.util.List;

/** Passes over several values in a row; neighbours whose length is known from the schema are one jump. */
final class SkipProgram implements Skip {
    static final SkipProgram NOTHING = new Builder().build();

    /** Codes from 0 on are jumps of so many bytes; codes below this one are calls. */
    private static final int INT_CODE = -1;

    private static final int LONG_CODE = -2;
    private static final int PREFIXED_CODE = -3;
    private static final int FIRST_CALL_CODE = -4;

    /** Numbers whose bytes fit one read from memory more often than not. */
    private static final int MAX_VARINTS = 3;

    private final int[] codes;
    private final Skip[] calls;

    private SkipProgram(int[] codes, Skip[] calls) {
        this.codes = codes;
        this.calls = calls;
    }

    @Override
    public void run(PayloadCursor cursor) throws PayloadException {
        for (int code : codes) {
            if (code >= 0) {
                cursor.skip(code);
            } else if (code == PREFIXED_CODE) {
                cursor.advance(AvroNumbers.readLength(cursor));
            } else if (code == LONG_CODE) {
                cursor.skipVarint(PayloadCursor.MAX_LONG_BYTES);
            } else if (code == INT_CODE) {
                cursor.skipVarint(PayloadCursor.MAX_INT_BYTES);
            } else {
                calls[FIRST_CALL_CODE - code].run(cursor);
            }
        }
    }

    @Override
    public List<Skip> parts() {
        return List.of(calls);
    }

    @Override
    public String source(DecoderSource decoder) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < codes.length; ) {
            int count = varintCount(i);
            parts.add(count == 0 ? source(codes[i], decoder) : NumberSource.skipVarints(count, intMask(i, count)));
            i += Math.max(1, count);
        }
        return decoder.sequence(parts);
    }

    /** How many of the neighbours from here on are numbers, as far as they are passed over together. */
    private int varintCount(int from) {
        int next = from;
        while (next < codes.length && next - from < MAX_VARINTS && isVarint(codes[next])) {
            next++;
        }
        return next - from;
    }

    private int intMask(int from, int count) {
        int mask = 0;
        for (int i = 0; i < count; i++) {
            mask |= codes[from + i] == INT_CODE ? 1 << i : 0;
        }
        return mask;
    }

    private static boolean isVarint(int code) {
        return code == INT_CODE || code == LONG_CODE;
    }

    private String source(int code, DecoderSource decoder) {
        if (code >= 0) {
            return NumberSource.jump(code);
        }
        if (code == PREFIXED_CODE) {
            String length = decoder.name("length");
            return "{\n" + AvroNumberSource.length(length) + "p += " + length + ";\n}\n";
        }
        return decoder.skip(calls[FIRST_CALL_CODE - code]);
    }

    /** Collects the values to pass over, in the order of the payload. */
    static final class Builder {
        private final List<Integer> codes = new ArrayList<>();
        private final List<Skip> calls = new ArrayList<>();

        void jump(int length) {
            int last = codes.size() - 1;
            if (last >= 0 && codes.get(last) >= 0) {
                codes.set(last, EncodedSize.sum(codes.get(last), length));
            } else if (length > 0) {
                codes.add(length);
            }
        }

        void intVarint() {
            codes.add(INT_CODE);
        }

        void longVarint() {
            codes.add(LONG_CODE);
        }

        void lengthPrefixed() {
            codes.add(PREFIXED_CODE);
        }

        void call(Skip skip) {
            codes.add(FIRST_CALL_CODE - calls.size());
            calls.add(skip);
        }

        SkipProgram build() {
            return new SkipProgram(codes.stream().mapToInt(Integer::intValue).toArray(), calls.toArray(new Skip[0]));
        }
    }
}
