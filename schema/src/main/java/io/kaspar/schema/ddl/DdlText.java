package io.kaspar.schema.ddl;

import io.kaspar.schema.format.SchemaException;
import org.apache.spark.sql.types.DataType;

/** Columns, or one type, as Spark's DDL writes them. */
public final class DdlText {
    private DdlText() {}

    /** @throws SchemaException when Spark does not understand it */
    public static DataType parse(String ddl) throws SchemaException {
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
