package io.kaspar.schema.json.text;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The rest of a recursive type as JSON text. Makes objects, unlike all other steps: nobody can tell how deep it goes. */
public final class JsonStep implements Step {
    private final StructType type;
    private @Nullable Step fields;

    /** @param type the columns; every record in them is JSON text again */
    public JsonStep(StructType type) {
        this.type = type;
    }

    /** Sets what reads the record, which may hold this step again. */
    public void setFields(Step step) {
        fields = step;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        if (fields == null) {
            throw new IllegalStateException("not compiled yet");
        }
        cursor.enter();
        JsonSink value = new JsonSink(type);
        fields.run(cursor, value);
        cursor.leave();
        JsonText.put(value.text(), sink);
    }
}
