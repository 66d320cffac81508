package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A union of the writer's: the branch's index, then its value. */
final class UnionStep implements Step {
    private static final int MAX_GENERATED_BRANCHES = 32;

    private final Step[] branches;

    UnionStep(Step[] branches) {
        this.branches = branches;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int index = AvroNumbers.readIndex(cursor, branches.length);
        branches[index].run(cursor, sink);
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        if (branches.length > MAX_GENERATED_BRANCHES) {
            return decoder.interpreted(this, sink);
        }
        String index = decoder.name("index");
        StringBuilder source = new StringBuilder("{\n" + AvroNumberSource.index(index, branches.length));
        source.append("switch (" + index + ") {\n");
        for (int i = 0; i < branches.length; i++) {
            String branch = branches[i].source(decoder, sink);
            boolean isLong = branch.length() > DecoderSource.MAX_METHOD_LENGTH / branches.length;
            source.append("case " + i + ": {\n" + (isLong ? decoder.outlined(branch) : branch) + "break;\n}\n");
        }
        return source.append("}\n}\n").toString();
    }
}
