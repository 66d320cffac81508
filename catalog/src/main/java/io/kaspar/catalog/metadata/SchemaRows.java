package io.kaspar.catalog.metadata;

import io.kaspar.schema.format.SchemaText;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code $schemas}: the versions that the registry has of the topic's subjects. */
record SchemaRows(Supplier<List<SchemaVersion>> source) implements MetadataRows {
    @Override
    public StructType columns() {
        return new MetadataColumns()
                .text("side", "key or value")
                .text("subject", "in the registry")
                .number("version", "in the subject, from 1 on")
                .number("schema_id", "what payloads name")
                .text("format", "AVRO, PROTOBUF or JSON")
                .always("is_newest", DataTypes.BooleanType, "whether the subject has no version after it")
                .always(
                        "references",
                        DataTypes.createArrayType(DataTypes.StringType, false),
                        "names of the schemas that it refers to, directly or not")
                .text("schema", "its text")
                .all();
    }

    @Override
    public List<Row> ask(Set<String> wanted) {
        return source.get().stream().map(SchemaRows::row).toList();
    }

    private static Row row(SchemaVersion version) {
        SchemaText schema = version.registered().schema();
        return RowFactory.create(
                version.side(),
                version.registered().subject(),
                version.registered().version(),
                version.registered().schemaId(),
                schema.kind().name(),
                version.isNewest(),
                schema.references().stream().map(SchemaText.Reference::name).toArray(String[]::new),
                schema.text());
    }
}
