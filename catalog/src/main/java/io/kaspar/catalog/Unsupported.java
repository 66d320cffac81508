package io.kaspar.catalog;

import java.util.Map;
import org.apache.spark.SparkUnsupportedOperationException;
import org.apache.spark.sql.connector.catalog.Identifier;

/** Spark's own errors for statements that need more than reading. */
final class Unsupported {
    private Unsupported() {}

    /** The error for an operation on a table. */
    static SparkUnsupportedOperationException onTable(String catalog, Identifier identifier, String operation) {
        return new SparkUnsupportedOperationException(
                "UNSUPPORTED_FEATURE.TABLE_OPERATION",
                Map.of("tableName", "`" + catalog + "`.`" + identifier + "`", "operation", operation));
    }

    /** The error for an operation on the catalog. */
    static SparkUnsupportedOperationException onCatalog(String catalog, String operation) {
        return new SparkUnsupportedOperationException(
                "UNSUPPORTED_FEATURE.CATALOG_OPERATION",
                Map.of("catalogName", "`" + catalog + "`", "operation", operation));
    }
}
