package io.kaspar.catalog;

import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OptionException;
import java.util.List;
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

    @Override
    public StructType inferSchema(CaseInsensitiveStringMap settings) {
        return table(settings.asCaseSensitiveMap()).schema();
    }

    @Override
    public Table getTable(StructType schema, Transform[] partitioning, Map<String, String> settings) {
        return table(settings);
    }

    private static TopicTable table(Map<String, String> settings) {
        CatalogOptions options = CatalogOptions.ofSource(settings);
        String topic = options.sourceTopic();
        return new TopicTables(options, "")
                .find(List.of(topic))
                .orElseThrow(() -> new OptionException("there is no topic " + topic + " in "
                        + options.cluster().place()));
    }
}
