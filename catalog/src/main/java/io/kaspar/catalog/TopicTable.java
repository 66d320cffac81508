package io.kaspar.catalog;

import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.locality.ExecutorHosts;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.scan.PinnedTopic;
import io.kaspar.catalog.scan.ScanTemplate;
import io.kaspar.catalog.scan.TopicColumns;
import io.kaspar.catalog.scan.TopicScanBuilder;
import io.kaspar.catalog.survey.DirectoryHosts;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsMetadataColumns;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A topic as a table, for the length of one query: all references to it read the same snapshot. Thread-safe. */
final class TopicTable implements SupportsRead, SupportsMetadataColumns {
    private final String name;
    private final TopicStore topics;
    private final TopicLayout layout;
    private final TopicSchema topicSchema;
    private final TopicOptions options;
    private final Optional<RegistryOptions> registry;
    private final TopicColumns columns;
    private final DirectoryHosts directoryHosts;
    private final PinnedTopic pinned;
    private final String version = UUID.randomUUID().toString();

    /** @param name as a query writes it */
    TopicTable(
            String name,
            TopicStore topics,
            TopicLayout layout,
            TopicSchema topicSchema,
            TopicOptions options,
            Optional<RegistryOptions> registry,
            DirectoryHosts directoryHosts) {
        this.name = name;
        this.topics = topics;
        this.layout = layout;
        this.topicSchema = topicSchema;
        this.options = options;
        this.registry = registry;
        this.directoryHosts = directoryHosts;
        this.columns = new TopicColumns(topicSchema, options.metadataPrefix());
        this.pinned = new PinnedTopic(topics, layout);
    }

    @Override
    public String name() {
        return name;
    }

    /** Kafka's UUID of the topic, so that Spark notices when another one takes its name. */
    @Override
    public String id() {
        return layout.topicId();
    }

    /**
     * Names the snapshot that is read through this table, before anybody knows what is in it: Spark only wants to know that
     * there is one, and asks for it even of tables that are never read.
     */
    @Override
    public String version() {
        return version;
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return columns.valueColumns();
    }

    @Override
    public Column[] columns() {
        return Arrays.stream(columns.valueColumns().fields())
                .map(TopicTable::column)
                .toArray(Column[]::new);
    }

    private static Column column(StructField field) {
        return Column.create(
                field.name(),
                field.dataType(),
                field.nullable(),
                field.getComment().getOrElse(() -> null),
                null);
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return columns.hiddenColumns().toArray(MetadataColumn[]::new);
    }

    @Override
    public Map<String, String> properties() {
        return TopicProperties.of(layout, topicSchema, topics.topicConfig(layout.topic()));
    }

    @Override
    public Set<TableCapability> capabilities() {
        return EnumSet.of(TableCapability.BATCH_READ);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap querySettings) {
        ClusterOptions clusterOptions = topics.options();
        return new TopicScanBuilder(new ScanTemplate(
                pinned,
                topicSchema,
                columns,
                clusterOptions,
                registry.orElse(null),
                options.forQuery(querySettings.asCaseSensitiveMap()),
                SessionParallelism.current(),
                ExecutorHosts.current(),
                directoryHosts.ofCurrentSession()));
    }

    @Override
    public String toString() {
        return "TopicTable[" + layout.topic() + "]";
    }
}
