package io.kaspar.catalog;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.types.StructType;

/**
 * A topic in a list whose schema cannot be read: it has no columns, and says why.
 *
 * @param name as a query writes it
 */
record UnreadableTopic(String name, String reason) implements Table {
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
    public Map<String, String> properties() {
        return Map.of(TableCatalog.PROP_PROVIDER, KasparTableProvider.SHORT_NAME, TableCatalog.PROP_COMMENT, reason);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of();
    }
}
