package io.kaspar.catalog;

import io.kaspar.catalog.options.SessionCatalogSettings;
import java.util.Map;
import org.apache.spark.sql.connector.catalog.SessionConfigSupport;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * A topic without a catalog: {@code spark.read.format("kaspar").option("kafka.bootstrap.servers", …).load("orders")}, and
 * {@code CREATE TABLE orders USING kaspar OPTIONS (…)}. Settings under {@code spark.datasource.kaspar.} count as options.
 */
public final class KasparTableProvider implements SessionConfigSupport, DataSourceRegister {
    static final String SHORT_NAME = "kaspar";

    @Override
    public String shortName() {
        return SHORT_NAME;
    }

    @Override
    public String keyPrefix() {
        return SHORT_NAME;
    }

    /**
     * Spark asks for the columns when a table is made, and so finds what is wrong with it then. Afterwards it asks for the table
     * alone, also to drop it.
     */
    @Override
    public boolean supportsExternalMetadata() {
        return true;
    }

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap settings) {
        Map<String, String> asWritten = settings.asCaseSensitiveMap();
        SessionCatalogSettings.of(asWritten).ifPresent(SessionCatalogSettings::requireNoLocation);
        return SourceTable.found(asWritten).schema();
    }

    /** Asks nothing yet. */
    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> settings) {
        return new SourceTable(schema, settings);
    }
}
