package io.kaspar.schema.json;

import io.kaspar.schema.format.SchemaException;
import org.apache.spark.sql.types.DataType;

/** Columns, or one type, as Spark's DDL writes them. */
final class DdlText {
    private DdlText() {}

    static DataType parse(String ddl) throws SchemaException {
        try {
            return DataType.fromDDL(ddl);
        } catch (Exception e) { // Spark's parser throws checked exceptions that it does not declare.
            throw new SchemaException(
                    "the columns are not what Spark's DDL writes, such as id BIGINT, tags ARRAY<STRING>: "
                            + firstLine(e),
                    e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("");
    }
}
