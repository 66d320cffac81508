package io.kaspar.catalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructType;

/**
 * A topic in a list that says no more than its name: it has no columns, and cannot be read.
 *
 * @param name as a query writes it
 */
record NamedTopic(String name, Map<String, String> properties) implements Table {
    private static final Map<String, String> WITHOUT_COMMENT =
            Map.of(TableCatalog.PROP_PROVIDER, KasparTableProvider.SHORT_NAME, TableCatalog.PROP_EXTERNAL, "true");

    NamedTopic {
        properties = Map.copyOf(properties);
    }

    /** One that nothing else is asked of. */
    static NamedTopic of(String name) {
        return new NamedTopic(name, WITHOUT_COMMENT);
    }

    /** One whose schema cannot be read. */
    static NamedTopic unreadable(String name, String reason) {
        Map<String, String> properties = new HashMap<>(WITHOUT_COMMENT);
        properties.put(TableCatalog.PROP_COMMENT, reason);
        return new NamedTopic(name, properties);
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return new StructType();
    }

    @Override
    public Column[] columns() {
        return new Column[0];
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of();
    }
}
