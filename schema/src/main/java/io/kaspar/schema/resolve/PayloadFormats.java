package io.kaspar.schema.resolve;

import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.csv.CsvColumnsFormat;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.JsonColumnsFormat;
import io.kaspar.schema.json.JsonVariantFormat;
import io.kaspar.schema.json.schema.JsonSchemaFormat;
import io.kaspar.schema.protobuf.ProtobufPayloadFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/** The formats at hand, by the kind of schema they read. Thread-safe. */
public final class PayloadFormats {
    /**
     * What can be decoded: the one place that lists it, for driver and executors. Shared, since formats keep what they have
     * parsed, and Spark gives tasks nothing that outlives them.
     */
    private static final PayloadFormats ALL = new PayloadFormats(List.of(
            new AvroPayloadFormat(),
            new ProtobufPayloadFormat(),
            new JsonSchemaFormat(),
            new JsonColumnsFormat(),
            new JsonVariantFormat(),
            new CsvColumnsFormat()));

    private final Map<SchemaKind, PayloadFormat> byKind = new EnumMap<>(SchemaKind.class);

    PayloadFormats(List<PayloadFormat> formats) {
        for (PayloadFormat format : formats) {
            if (byKind.put(format.kind(), format) != null) {
                throw new IllegalArgumentException("two formats for " + format.kind());
            }
        }
    }

    /** All formats that Kaspar has. */
    public static PayloadFormats all() {
        return ALL;
    }

    /**
     * A schema of a kind for these columns, see {@link PayloadFormat#schemaOf}.
     *
     * @throws SchemaException when there is none that is read as them
     */
    public SchemaText schemaOf(SchemaKind kind, String name, StructType columns) throws SchemaException {
        SchemaText made = require(kind).schemaOf(name, columns);
        MadeColumns.require(columns, require(kind).dataType(made, PayloadOptions.DEFAULT));
        return made;
    }

    /** @throws SchemaException when there is none of this kind */
    PayloadFormat require(SchemaKind kind) throws SchemaException {
        return find(kind).orElseThrow(() -> new SchemaException("Kaspar cannot read " + kind + " schemas yet"));
    }

    Optional<PayloadFormat> find(SchemaKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }
}
