package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;

/** Finds columns by looking at payloads of a topic. */
@FunctionalInterface
public interface ColumnInference {
    /** Looks at nothing. */
    ColumnInference NONE = (topic, side, options) -> {
        throw new SchemaException("nobody is here to look at payloads of topic " + topic);
    };

    /**
     * The columns of one side, whose options ask for {@link GivenFormat.Inferred}.
     *
     * @throws SchemaException when they cannot be found; the message says what to do
     */
    Found infer(String topic, PayloadSide side, SideOptions options) throws SchemaException;

    /**
     * Columns, and what they were found by.
     *
     * @param schema by which the payloads can be read
     */
    record Found(SchemaText schema, PayloadSample sample) {}
}
