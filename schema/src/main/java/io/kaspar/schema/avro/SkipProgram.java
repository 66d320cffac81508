package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
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
                cursor.advance(cursor.readLength());
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
        for (int code : codes) {
            parts.add(source(code, decoder));
        }
        return decoder.sequence(parts);
    }

    private String source(int code, DecoderSource decoder) {
        if (code >= 0) {
            return NumberSource.jump(code);
        }
        return switch (code) {
            case INT_CODE -> NumberSource.skipInt();
            case LONG_CODE -> NumberSource.skipLong();
            case PREFIXED_CODE -> {
                String length = decoder.name("length");
                yield "{\n" + NumberSource.length(length) + "p += " + length + ";\n}\n";
            }
            default -> decoder.skip(calls[FIRST_CALL_CODE - code]);
        };
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
