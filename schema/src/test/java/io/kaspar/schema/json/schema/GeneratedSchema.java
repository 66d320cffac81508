package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A schema of a random test, with what belongs to it. */
interface GeneratedSchema {
    JsonNode schema();

    /** A value that fits, as JSON. */
    JsonNode value(Random random);

    /** What the value is as a column, in the words of RecordingSink; found without any code of the format. */
    @Nullable
    Object column(JsonNode value);

    /** Whether its columns are the characters of strings. */
    default boolean isPlainString() {
        return false;
    }
}
