package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Skip;
import java.util.List;

/** Passes over a union: the branch's index, then its value. */
final class UnionSkip implements Skip {
    private static final int MAX_GENERATED_BRANCHES = 32;

    private final SkipProgram[] branches;

    UnionSkip(SkipProgram[] branches) {
        this.branches = branches;
    }

    @Override
    public void run(PayloadCursor cursor) throws PayloadException {
        branches[AvroNumbers.readIndex(cursor, branches.length)].run(cursor);
    }

    @Override
    public List<Skip> parts() {
        return List.of(branches);
    }

    @Override
    public String source(DecoderSource decoder) {
        if (branches.length > MAX_GENERATED_BRANCHES) {
            return decoder.interpreted(this);
        }
        String index = decoder.name("index");
        StringBuilder source = new StringBuilder("{\n" + AvroNumberSource.index(index, branches.length));
        source.append("switch (" + index + ") {\n");
        for (int i = 0; i < branches.length; i++) {
            source.append("case " + i + ": {\n" + branches[i].source(decoder) + "break;\n}\n");
        }
        return source.append("}\n}\n").toString();
    }
}
