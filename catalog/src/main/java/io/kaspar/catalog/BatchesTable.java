package io.kaspar.catalog;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.columns.ValueShape;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.scan.BatchColumns;
import io.kaspar.catalog.scan.BatchesScanBuilder;
import io.kaspar.catalog.scan.ScanContext;
import io.kaspar.catalog.scan.ScannedTopics;
import io.kaspar.reader.task.RecordView;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The record batches of a topic, a row each. Read by tasks from where records are read.
 *
 * @param name as a query writes it
 */
record BatchesTable(String name, TopicAsking asking, TopicLayout layout, TopicOptions options) implements SupportsRead {
    /** What stands behind the {@code $}. */
    static final String WORD = "batches";

    private static final PayloadSchema BYTES = new PayloadSchema.Raw(RawFormat.BINARY);
    private static final TopicSchema WHATEVER = new TopicSchema(BYTES, BYTES);

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return BatchColumns.all();
    }

    @Override
    public Column[] columns() {
        return TopicTable.columns(BatchColumns.all());
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(TableCatalog.PROP_COMMENT, "the record batches of topic " + layout.topic());
    }

    @Override
    public Set<TableCapability> capabilities() {
        return Set.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap querySettings) {
        QueryOptions query =
                options.forQuery(querySettings.asCaseSensitiveMap()).uncommitted();
        return new BatchesScanBuilder(new ScanContext(
                ScannedTopics.of(asking.pinned(layout, query)),
                RecordView.EVERYTHING,
                WHATEVER,
                new TopicColumns(WHATEVER, ValueShape.RAW, options.metadataPrefix()),
                asking.topics().options(),
                null,
                query.read(),
                query.stream()));
    }
}
