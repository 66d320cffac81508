package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** The commonest union of the writer's: null and one other branch. */
final class NullableStep implements Step {
    private static final int BRANCHES = 2;

    private final int nullIndex;
    private final Step value;

    NullableStep(int nullIndex, Step value) {
        this.nullIndex = nullIndex;
        this.value = value;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        if (AvroNumbers.readIndex(cursor, BRANCHES) == nullIndex) {
            sink.putNull();
        } else {
            value.run(cursor, sink);
        }
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        String index = decoder.name("index");
        return "{\n" + AvroNumberSource.index(index, BRANCHES) + "if (" + index + " == " + nullIndex + ") {\n" + sink
                + ".putNull();\n} else {\n" + decoder.fit(value.source(decoder, sink)) + "}\n}\n";
    }
}
