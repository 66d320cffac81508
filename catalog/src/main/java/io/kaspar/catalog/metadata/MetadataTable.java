package io.kaspar.catalog.metadata;

import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A table of facts. Each query asks anew.
 *
 * @param name as a query writes it
 * @param comment what it is
 */
public record MetadataTable(String name, String comment, MetadataRows rows) implements SupportsRead {

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return rows.columns();
    }

    @Override
    public Column[] columns() {
        return Stream.of(rows.columns().fields())
                .map(field -> Column.create(
                        field.name(),
                        field.dataType(),
                        field.nullable(),
                        field.getComment().getOrElse(() -> null),
                        null))
                .toArray(Column[]::new);
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(TableCatalog.PROP_COMMENT, comment);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return new MetadataScanBuilder(name, rows);
    }
}
