package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BothWays;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Decoders of JSON payloads by DDL. */
final class JsonSamples {
    static final JsonColumnsFormat FORMAT = new JsonColumnsFormat();

    /** Spark's parser of DDL takes long. */
    private static final Map<String, DataType> TYPES = new ConcurrentHashMap<>();

    private JsonSamples() {}

    static SchemaText text(String ddl) {
        return new SchemaText(SchemaKind.JSON_COLUMNS, ddl, List.of());
    }

    static DataType type(String ddl) throws SchemaException {
        DataType known = TYPES.get(ddl);
        if (known == null) {
            known = FORMAT.dataType(text(ddl), PayloadOptions.DEFAULT);
            TYPES.put(ddl, known);
        }
        return known;
    }

    static PayloadDecoder decoder(String ddl) throws SchemaException {
        return decoder(ddl, type(ddl));
    }

    static PayloadDecoder decoder(String ddl, DataType projection) throws SchemaException {
        return FORMAT.compile(text(ddl), text(ddl), projection, PayloadOptions.DEFAULT);
    }

    static @Nullable Object decode(String ddl, String json) throws SchemaException, PayloadException {
        return decode(ddl, json.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Object decode(String ddl, byte[] json) throws SchemaException, PayloadException {
        return BothWays.decode(decoder(ddl), type(ddl), json);
    }

    /** The value of a column {@code a} in an object with one member. */
    static @Nullable Object column(String type, String json) throws SchemaException, PayloadException {
        Object row = decode("a " + type, "{\"a\":" + json + "}");
        return row instanceof Map<?, ?> fields ? fields.get("a") : null;
    }
}
