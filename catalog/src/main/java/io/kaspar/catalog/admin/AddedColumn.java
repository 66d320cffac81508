package io.kaspar.catalog.admin;

import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/** A column that {@code ALTER TABLE … ADD COLUMN} names. */
final class AddedColumn {
    private AddedColumn() {}

    /** @throws TopicDefinitionException for what no schema keeps: a place among the others, parts of a column, a default */
    static StructField of(String topic, TableChange.AddColumn added) {
        String column = String.join(".", added.fieldNames());
        if (added.fieldNames().length > 1 || added.position() != null || added.defaultValue() != null) {
            throw new TopicDefinitionException(
                    "column " + column + " cannot be added to topic " + topic
                            + " so: only whole columns are added, behind the others (no FIRST or AFTER), without a DEFAULT, which is null");
        }
        StructField field = DataTypes.createStructField(column, added.dataType(), added.isNullable());
        return added.comment() == null ? field : field.withComment(added.comment());
    }
}
