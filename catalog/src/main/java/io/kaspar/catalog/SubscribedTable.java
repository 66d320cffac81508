package io.kaspar.catalog;

import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.columns.ValueShape;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.Subscription;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.scan.ScanContext;
import io.kaspar.catalog.scan.TopicScanBuilder;
import io.kaspar.reader.task.RecordView;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * Several topics as one table. Its columns are those of the time when it was made; which topics there are, and what they hold, is asked
 * for anew by each execution. Thread-safe.
 */
final class SubscribedTable implements ReadableTable {
    private final String name;
    private final Subscription subscription;
    private final Optional<RecordViewName> view;
    private final TopicTables tables;
    private final TopicSchema topicSchema;
    private final CatalogOptions options;
    private final TopicColumns columns;

    /**
     * @param name as a query writes it
     * @param view empty where each record is a row
     * @param topicSchema what all topics are read by
     */
    SubscribedTable(
            String name,
            Subscription subscription,
            Optional<RecordViewName> view,
            TopicTables tables,
            TopicSchema topicSchema,
            CatalogOptions options) {
        this.name = name;
        this.subscription = subscription;
        this.view = view;
        this.tables = tables;
        this.topicSchema = topicSchema;
        this.options = options;
        this.columns = new TopicColumns(
                topicSchema,
                view.map(RecordViewName::shape).orElse(ValueShape.PLAIN),
                anyTopic().metadataPrefix());
    }

    /** Without a catalog, options are the same for all topics. */
    private TopicOptions anyTopic() {
        return options.anyTopic();
    }

    @Override
    public String name() {
        return name;
    }

    /** Topics come and go. */
    @Override
    public @Nullable String id() {
        return null;
    }

    @Override
    public @Nullable String version() {
        return null;
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return columns.valueColumns();
    }

    @Override
    public Column[] columns() {
        return TopicTable.columns(columns.valueColumns());
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return columns.hiddenColumns().toArray(MetadataColumn[]::new);
    }

    @Override
    public Map<String, String> properties() {
        return TopicProperties.of(subscription, tables.layouts(subscription), topicSchema);
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ, TableCapability.MICRO_BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap querySettings) {
        Map<String, String> settings = querySettings.asCaseSensitiveMap();
        QueryOptions query = anyTopic().forQuery(settings);
        return TopicScanBuilder.of(new ScanContext(
                new SubscribedTopics(
                        subscription, tables, topic -> options.topic(topic).forQuery(settings)),
                view.map(RecordViewName::view).orElse(RecordView.EVERYTHING),
                topicSchema,
                columns,
                options.cluster(),
                options.registry().orElse(null),
                query.read(),
                query.stream()));
    }

    @Override
    public String toString() {
        return "SubscribedTable[" + subscription + "]";
    }
}
