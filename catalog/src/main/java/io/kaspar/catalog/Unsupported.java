package io.kaspar.catalog;

import org.apache.spark.SparkUnsupportedOperationException;
import org.apache.spark.sql.connector.catalog.Identifier;

/** Spark's own errors for statements that need more than reading. */
final class Unsupported {
    static final String ONLY_ADDS = "records of a topic stay as they are; INSERT INTO adds to them";

    private Unsupported() {}

    /** The error for an operation on a table. */
    static SparkUnsupportedOperationException onTable(String catalog, Identifier identifier, String operation) {
        return onTable(quoted(catalog, identifier), operation);
    }

    /** The error for an operation on a table that is called so. */
    static SparkUnsupportedOperationException onTable(String table, String operation) {
        return new SparkUnsupportedOperationException(
                "UNSUPPORTED_FEATURE.TABLE_OPERATION",
                MessageParameters.of("tableName", table, "operation", operation));
    }

    /** The error for a statement that changes the cluster, where nobody has allowed that. */
    static SparkUnsupportedOperationException switchedOff(
            String catalog, Identifier identifier, String statement, String option) {
        return switchedOff(quoted(catalog, identifier), catalog, statement, option);
    }

    /** The same for a table that is called so. */
    static SparkUnsupportedOperationException switchedOff(
            String table, String catalog, String statement, String option) {
        return onTable(
                table,
                statement
                        + ", which is switched off, since it changes the Kafka cluster for others, too; spark.sql.catalog."
                        + catalog + "." + option + "=true allows it");
    }

    /** The error for an operation on the catalog. */
    static SparkUnsupportedOperationException onCatalog(String catalog, String operation) {
        return new SparkUnsupportedOperationException(
                "UNSUPPORTED_FEATURE.CATALOG_OPERATION",
                MessageParameters.of("catalogName", "`" + catalog + "`", "operation", operation));
    }

    /** The error for a table of facts as of a version or time. */
    static SparkUnsupportedOperationException timeTravel(String catalog, Identifier identifier) {
        return new SparkUnsupportedOperationException(
                "UNSUPPORTED_FEATURE.TIME_TRAVEL", MessageParameters.of("relationId", quoted(catalog, identifier)));
    }

    /** The error for a procedure that there is none of. */
    static IllegalArgumentException procedure(String catalog, Identifier identifier) {
        return new IllegalArgumentException("there is no procedure " + quoted(catalog, identifier)
                + "; SHOW PROCEDURES IN " + catalog + ".system lists those there are");
    }

    static String quoted(String catalog, Identifier identifier) {
        return "`" + catalog + "`.`" + String.join("`.`", identifier.namespace())
                + (identifier.namespace().length == 0 ? "" : "`.`") + identifier.name() + "`";
    }
}
