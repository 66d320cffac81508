package io.kaspar.catalog;

import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.columns.ValueShape;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.OffsetBound.Former;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.scan.ScanContext;
import io.kaspar.catalog.scan.ScannedTopics;
import io.kaspar.catalog.scan.TopicScanBuilder;
import io.kaspar.catalog.write.ColumnMatching;
import io.kaspar.catalog.write.KeyDeletion;
import io.kaspar.catalog.write.SinkProgress;
import io.kaspar.catalog.write.TopicWriteBuilder;
import io.kaspar.catalog.write.WriteContext;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.RecordView;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.PayloadEncoders;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.ColumnDefaultValue;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.SupportsDeleteV2;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.read.streaming.ReportsSinkMetrics;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic as a table. Its columns are those of the time when it was made; what it holds is asked for anew by each execution. All
 * references of one execution read the same snapshot. Thread-safe.
 */
final class TopicTable implements WritableTable, SupportsDeleteV2, PartitionList, ReportsSinkMetrics {
    private static final List<String> TIME_TRAVEL_OPTIONS = List.of("versionAsOf", "timestampAsOf");

    private final String name;
    private final boolean isSource;
    private final boolean isWritten;
    private final Optional<RecordViewName> view;
    private final Optional<Former> former;
    private final TopicAsking asking;
    private final TopicLayout layout;
    private final TopicSchema topicSchema;
    private final TopicOptions options;
    private final Optional<RegistryOptions> registry;
    private final TopicDeletes.Power power;
    private final TopicColumns columns;
    private final Once<Map<String, String>> properties = new Once<>();
    private final SinkProgress progress = new SinkProgress();
    private final String version = UUID.randomUUID().toString();

    /**
     * @param name as a query writes it
     * @param view empty where each record is a row
     * @param isSource whether there is no catalog, so that Spark takes any columns by their names
     */
    TopicTable(
            String name,
            boolean isSource,
            Optional<RecordViewName> view,
            TopicAsking asking,
            TopicLayout layout,
            TopicSchema topicSchema,
            TopicOptions options,
            Optional<RegistryOptions> registry,
            TopicDeletes.Power power) {
        this(name, isSource, false, view, Optional.empty(), asking, layout, topicSchema, options, registry, power);
    }

    private TopicTable(
            String name,
            boolean isSource,
            boolean isWritten,
            Optional<RecordViewName> view,
            Optional<Former> former,
            TopicAsking asking,
            TopicLayout layout,
            TopicSchema topicSchema,
            TopicOptions options,
            Optional<RegistryOptions> registry,
            TopicDeletes.Power power) {
        this.name = name;
        this.power = power;
        this.isWritten = isWritten;
        this.isSource = isSource;
        this.view = view;
        this.former = former;
        this.asking = asking;
        this.layout = layout;
        this.topicSchema = topicSchema;
        this.options = options;
        this.registry = registry;
        this.columns = new TopicColumns(
                topicSchema, view.map(RecordViewName::shape).orElse(ValueShape.PLAIN), options.metadataPrefix());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TopicLayout layout() {
        return layout;
    }

    @Override
    public String partitionColumn() {
        return columns.nameOf(MetadataField.PARTITION);
    }

    /** Kafka's UUID of the topic, so that Spark notices when another one takes its name. */
    @Override
    public String id() {
        return layout.topicId();
    }

    /**
     * Another one for each table. Spark only wants to know that there is one: then it loads the table again at each execution, and
     * compares the columns, hidden ones too: a key's names count here, although that asks for its schema. That comparison refuses names that differ in case only, also for queries that name none of them: such a
     * table has no version, and is loaded once for as long as a DataFrame is held; nor has a former state, which stays what it is.
     */
    @Override
    public @Nullable String version() {
        return former.isPresent() || columns.haveNamesThatDifferInCaseOnly() ? null : version;
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return columns.valueColumns();
    }

    @Override
    public Column[] columns() {
        return isWritten ? columns(columns.valueColumns(), defaults()) : columns(columns.valueColumns());
    }

    /** Columns as Spark's catalogs tell of them. */
    static Column[] columns(StructType types) {
        return columns(types, Map.of());
    }

    private static Column[] columns(StructType types, Map<String, String> defaults) {
        return Arrays.stream(types.fields())
                .map(field -> column(field, defaults.get(field.name())))
                .toArray(Column[]::new);
    }

    private static Column column(StructField field, @Nullable String defaultSql) {
        return Column.create(
                field.name(),
                field.dataType(),
                field.nullable(),
                field.getComment().getOrElse(() -> null),
                defaultSql == null ? null : new ColumnDefaultValue(defaultSql, new NoLiteral(field.dataType())),
                null);
    }

    private Map<String, String> defaults() {
        if (view.isPresent()) {
            return Map.of();
        }
        try {
            return PayloadEncoders.defaults(PayloadFormats.all(), topicSchema.value());
        } catch (SchemaException e) {
            throw new TopicSchemaException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The same table for a statement that writes: its columns have the defaults of the topic's schema, which Spark takes for columns that
     * the statement leaves out. Not where it is read: Spark would hand them on to tables that are made of it.
     */
    TopicTable written() {
        return new TopicTable(
                name, isSource, true, view, former, asking, layout, topicSchema, options, registry, power);
    }

    /** The same table of a former state of the topic, with the columns of now: to be read only, and not as a stream. */
    TopicTable asOf(Former state) {
        return new TopicTable(
                name,
                isSource,
                isWritten,
                view,
                Optional.of(state),
                asking,
                layout,
                topicSchema,
                options,
                registry,
                power);
    }

    /** The columns that a view of this topic shows: those of {@code SELECT *}, and of the hidden ones those that are asked for. */
    StructType viewColumns(Set<MetadataField> hidden) {
        return columns.with(hidden);
    }

    /**
     * With the key's type: Spark's analyzer wants the types of all hidden columns for each query with an expression, whatever the
     * query names. So the key's schema is resolved then, and what is wrong with it must not be an error here.
     */
    @Override
    public MetadataColumn[] metadataColumns() {
        return columns.hiddenColumns().toArray(MetadataColumn[]::new);
    }

    @Override
    public Map<String, String> properties() {
        return properties.get(() ->
                TopicProperties.of(layout, view, topicSchema, asking.topics().topicConfig(layout.topic())));
    }

    /** Also what it cannot do, {@code TRUNCATE}: it says better than Spark why. */
    @Override
    public Set<TableCapability> capabilities() {
        if (former.isPresent()) {
            return EnumSet.of(TableCapability.BATCH_READ);
        }
        Set<TableCapability> all = EnumSet.of(
                TableCapability.BATCH_READ,
                TableCapability.MICRO_BATCH_READ,
                TableCapability.BATCH_WRITE,
                TableCapability.STREAMING_WRITE,
                TableCapability.TRUNCATE);
        if (maySchemasGrow()) {
            all.add(TableCapability.ACCEPT_ANY_SCHEMA);
        }
        return all;
    }

    private boolean maySchemasGrow() {
        return view.isEmpty() && options.registersSchemas();
    }

    private ColumnMatching matching() {
        if (isSource) {
            return ColumnMatching.BY_NAME;
        }
        return maySchemasGrow() ? ColumnMatching.UNKNOWN : ColumnMatching.DONE;
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        requireWritable("writing");
        return new TopicWriteBuilder(writeContext(info.options().asCaseSensitiveMap()), info, progress);
    }

    private void requireWritable(String operation) {
        if (view.isPresent() && !view.get().isWritable()) {
            throw Unsupported.onTable(name, operation + ": it is a view; write to the topic, " + layout.topic());
        }
        if (asking.topics().options().isOffline()) {
            throw Unsupported.onTable(name, operation + ": copies of log directories are read only");
        }
    }

    private WriteContext writeContext(Map<String, String> settings) {
        return new WriteContext(
                layout,
                columns,
                topicSchema,
                options.resolve(),
                registry,
                options.metadataPrefix(),
                view.isEmpty(),
                !isSource,
                matching(),
                options.forWrite(settings),
                () -> asking.topics().isCompacted(layout.topic()),
                asking.topics().options());
    }

    /** What the last micro-batch of a stream wrote that this table is the sink of. */
    @Override
    public Map<String, String> metrics() {
        return progress.metrics();
    }

    @Override
    public boolean truncateTable() {
        requireWritable("TRUNCATE TABLE");
        deletes().truncate();
        return true;
    }

    /** What cannot be deleted is an error here: it says better than Spark why. */
    @Override
    public boolean canDeleteWhere(Predicate[] conditions) {
        requireWritable("DELETE");
        deletes().check(conditions, new KeyDeletion(writeContext(Map.of())));
        return true;
    }

    @Override
    public void deleteWhere(Predicate[] conditions) {
        deletes().delete(conditions, new KeyDeletion(writeContext(Map.of())));
    }

    private TopicDeletes deletes() {
        return new TopicDeletes(name, layout, columns, power);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap querySettings) {
        QueryOptions query = options.forQuery(settings(querySettings), former);
        return TopicScanBuilder.of(new ScanContext(
                ScannedTopics.of(asking.pinned(layout, query)),
                view.map(RecordViewName::view).orElse(RecordView.EVERYTHING),
                topicSchema,
                columns,
                asking.topics().options(),
                registry.orElse(null),
                query.read(),
                query.stream()));
    }

    /** Without what Spark has made the former state of, and hands on. */
    private Map<String, String> settings(CaseInsensitiveStringMap querySettings) {
        Map<String, String> settings = new HashMap<>(querySettings.asCaseSensitiveMap());
        if (former.isPresent()) {
            settings.keySet().removeIf(name -> TIME_TRAVEL_OPTIONS.stream().anyMatch(name::equalsIgnoreCase));
        }
        return settings;
    }

    /**
     * Whether it is the same topic with the same columns, of one catalog and one state. Before 4.1 Spark has no other way to find what {@code CACHE
     * TABLE} keeps of a table that it loads anew with each query.
     */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TopicTable that
                && asking.topics() == that.asking.topics()
                && name.equals(that.name)
                && former.equals(that.former)
                && layout.topicId().equals(that.layout.topicId())
                && columns.valueColumns().equals(that.columns.valueColumns());
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "TopicTable[" + layout.topic() + "]";
    }
}
