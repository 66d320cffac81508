package io.kaspar.catalog;

import org.apache.spark.sql.connector.catalog.Identifier;

/**
 * A topic in a list of a namespace. Spark hands it back where it loads what it listed, as {@code SHOW TABLE EXTENDED} does: there one
 * topic whose schema cannot be read must not hide the others.
 */
record ListedTopic(Identifier identifier) implements Identifier {
    @Override
    public String[] namespace() {
        return identifier.namespace();
    }

    @Override
    public String name() {
        return identifier.name();
    }

    @Override
    public String toString() {
        return identifier.toString();
    }
}
