package io.kaspar.catalog;

import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Columns of statements as types. */
final class ColumnTypes {
    private ColumnTypes() {}

    /** A struct of the columns, comments included; a default value is refused, since it would be kept nowhere. */
    static StructType of(Column[] columns) {
        StructType all = new StructType();
        for (Column column : columns) {
            if (column.defaultValue() != null || column.generationExpression() != null) {
                throw Unsupported.onTable(
                        column.name(), "DEFAULT and GENERATED: nothing keeps them for the topic; write the value");
            }
            StructField field = DataTypes.createStructField(column.name(), column.dataType(), column.nullable());
            all = all.add(column.comment() == null ? field : field.withComment(column.comment()));
        }
        return all;
    }
}
