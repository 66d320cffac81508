package io.kaspar.catalog;

import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.SessionCatalogSettings;
import io.kaspar.catalog.options.Subscription;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic without a catalog. It is looked for when its columns are asked for, not before: Spark wants a table, too, where it drops
 * one of its session's catalog, whatever became of the topic, the cluster and the options. Thread-safe.
 */
final class SourceTable implements WritableTable {
    private final StructType expected;
    private final Map<String, String> settings;
    private final Optional<SessionCatalogSettings> ofSession;
    private final Once<ReadableTable> table = new Once<>();

    /**
     * @param expected the columns that somebody named; of a table of the session's catalog those of the time when it was made,
     *     which it need not have any more
     */
    SourceTable(StructType expected, Map<String, String> settings) {
        this.expected = expected;
        this.settings = Map.copyOf(settings);
        this.ofSession = SessionCatalogSettings.of(settings);
    }

    /**
     * The table as it is now.
     *
     * @throws OptionException when an option is wrong, or there is no such topic
     */
    static ReadableTable found(Map<String, String> settings) {
        CatalogOptions options = CatalogOptions.ofSource(settings);
        TopicTables tables = new TopicTables(options, "");
        Subscription subscription = options.subscription();
        if (!(subscription instanceof Subscription.Named named && named.topics().size() == 1)) {
            return tables.subscribe(subscription, options.sourceView());
        }
        String topic = named.topics().get(0);
        String table = options.sourceView()
                .map(view -> new TypeTableName(topic, view).text())
                .orElse(topic);
        return tables.find(List.of(table)).orElseThrow(() -> tables.missing(table));
    }

    private ReadableTable table() {
        return table.get(() -> found(settings));
    }

    /** Only where it is read: who writes brings columns along that need not be all of them. */
    private void requireExpected(StructType actual) {
        if (ofSession.isEmpty()
                && !expected.isEmpty()
                && !expected.catalogString().equals(actual.catalogString())) {
            throw new OptionException(
                    "the columns of a topic cannot be set (.schema(…), or names and types in a statement): its"
                            + " schema tells that they are " + actual.catalogString());
        }
    }

    @Override
    public String name() {
        return TopicTables.quoted(CatalogOptions.sourceName(settings).orElse(KasparTableProvider.SHORT_NAME));
    }

    @Override
    public @Nullable String id() {
        return table().id();
    }

    @Override
    public @Nullable String version() {
        return table().version();
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return table().schema();
    }

    @Override
    public Column[] columns() {
        return table().columns();
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return table().metadataColumns();
    }

    /** Of a table of the session's catalog what its owner set: whatever is shown here, {@code SHOW CREATE TABLE} sets anew. */
    @Override
    public Map<String, String> properties() {
        if (ofSession.isEmpty()) {
            return table().properties();
        }
        Map<String, String> shown = new HashMap<>(ofSession.get().shown());
        shown.put(TableCatalog.PROP_EXTERNAL, "true");
        return shown;
    }

    /**
     * Without a catalog rows are matched by their columns' names, hidden ones too, and so may have any. Statements match them by their
     * places, which Spark does where the columns have to be the table's.
     */
    @Override
    public Set<TableCapability> capabilities() {
        Set<TableCapability> capabilities = EnumSet.of(
                TableCapability.BATCH_READ,
                TableCapability.MICRO_BATCH_READ,
                TableCapability.BATCH_WRITE,
                TableCapability.STREAMING_WRITE,
                TableCapability.TRUNCATE);
        if (ofSession.isEmpty()) {
            capabilities.add(TableCapability.ACCEPT_ANY_SCHEMA);
        }
        return capabilities;
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap querySettings) {
        ReadableTable found = table();
        requireExpected(found.schema());
        return found.newScanBuilder(querySettings);
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        if (table() instanceof WritableTable writable) {
            return writable.newWriteBuilder(info);
        }
        throw Unsupported.onTable(name(), "writing to several topics; name one");
    }

    @Override
    public String toString() {
        return "SourceTable" + settings.keySet();
    }
}
