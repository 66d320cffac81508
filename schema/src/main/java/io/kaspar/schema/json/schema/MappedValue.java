package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.ColumnMetadata;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.ObjectMember.Nulls;
import java.util.List;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What a schema is as a column.
 *
 * @param nullable whether the schema lets nulls stand there
 * @param symbols the strings that a value is one of; empty for others
 * @param logicalType what the Spark type does not tell; empty for nothing
 * @param jsonOf whose rest is JSON text; empty for nothing
 * @param comment for people; empty for none
 */
record MappedValue(
        JsonShape shape, boolean nullable, List<String> symbols, String logicalType, String jsonOf, String comment) {
    MappedValue {
        symbols = List.copyOf(symbols);
    }

    static MappedValue of(JsonShape shape) {
        return new MappedValue(shape, false, List.of(), "", "", "");
    }

    MappedValue orNull(boolean nulls) {
        return new MappedValue(shape, nullable || nulls, symbols, logicalType, jsonOf, comment);
    }

    MappedValue withSymbols(List<String> all) {
        return new MappedValue(shape, nullable, all, logicalType, jsonOf, comment);
    }

    MappedValue withLogicalType(String type) {
        return new MappedValue(shape, nullable, symbols, type, jsonOf, comment);
    }

    MappedValue withJsonOf(String name) {
        return new MappedValue(shape, nullable, symbols, logicalType, name, comment);
    }

    MappedValue withComment(String text) {
        return comment.isEmpty() ? new MappedValue(shape, nullable, symbols, logicalType, jsonOf, text) : this;
    }

    /** @param required whether every value of the schema has it */
    Nulls nulls(boolean required) {
        return !required ? Nulls.LEFT_OUT : nullable ? Nulls.WRITTEN : Nulls.REFUSED;
    }

    /** @param required whether every value of the schema has it */
    Metadata notes(boolean required) {
        MetadataBuilder notes = new MetadataBuilder();
        if (required) {
            notes.putBoolean(ColumnMetadata.REQUIRED, true);
        }
        if (!symbols.isEmpty()) {
            notes.putStringArray(ColumnMetadata.SYMBOLS, symbols.toArray(new String[0]));
        }
        put(notes, ColumnMetadata.LOGICAL_TYPE, logicalType);
        put(notes, ColumnMetadata.JSON_OF, jsonOf);
        put(notes, "comment", comment);
        return notes.build();
    }

    private static void put(MetadataBuilder notes, String key, String text) {
        if (!text.isEmpty()) {
            notes.putString(key, text);
        }
    }
}
