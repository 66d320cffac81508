package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Skip;
import java.util.List;

/** Passes over a record; made before its fields are compiled, since they may hold the record again. */
final class RecordSkip implements Skip {
    private SkipProgram fields = SkipProgram.NOTHING;

    void setFields(SkipProgram program) {
        fields = program;
    }

    @Override
    public void run(PayloadCursor cursor) throws PayloadException {
        cursor.enter();
        fields.run(cursor);
        cursor.leave();
    }

    @Override
    public List<Skip> parts() {
        return List.of(fields);
    }

    @Override
    public String source(DecoderSource decoder) {
        return fields.source(decoder);
    }
}
