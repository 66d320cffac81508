package io.kaspar.catalog;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.metadata.ClusterMetadata;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.DdlOptions;
import io.kaspar.catalog.options.OffsetBound.Until;
import io.kaspar.catalog.write.SenderFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.analysis.NoSuchFunctionException;
import org.apache.spark.sql.catalyst.analysis.NoSuchNamespaceException;
import org.apache.spark.sql.catalyst.analysis.NoSuchTableException;
import org.apache.spark.sql.catalyst.analysis.TableAlreadyExistsException;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.FunctionCatalog;
import org.apache.spark.sql.connector.catalog.Identifier;
import org.apache.spark.sql.connector.catalog.NamespaceChange;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.StagingTableCatalog;
import org.apache.spark.sql.connector.catalog.SupportsNamespaces;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableChange;
import org.apache.spark.sql.connector.catalog.TableWritePrivilege;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a Kafka cluster as tables, without procedures: the catalog for Spark 3.5, which has none. On later Sparks it works as
 * well, but {@link KasparCatalog} can do more.
 *
 * <p>Topics have no namespaces. The empty one holds all, and so does {@code default} for tools that insist on one; any
 * other is the start of a topic's name up to a dot. Made by Spark once per session; asks nothing until a statement does.
 */
public class KasparTableCatalog implements StagingTableCatalog, SupportsNamespaces, FunctionCatalog {
    private static final String NO_REPLACE =
            "the topic's records would be gone for all who read it; DROP TABLE and CREATE TABLE say so";

    private String name = "kaspar";
    private @Nullable TopicTables tables;

    @Override
    public void initialize(String catalogName, CaseInsensitiveStringMap settings) {
        name = catalogName;
        tables = new TopicTables(CatalogOptions.ofCatalog(settings.asCaseSensitiveMap()), catalogName + ".");
    }

    final TopicTables tables() {
        if (tables == null) {
            throw new IllegalStateException("the catalog is not initialized");
        }
        return tables;
    }

    @Override
    public String name() {
        return name;
    }

    /** Neither the empty one nor {@code default}, for the sake of Spark's {@code listTables()}. */
    @Override
    public String[] defaultNamespace() {
        return new String[] {TopicNames.CURRENT_NAMESPACE};
    }

    /**
     * All topics of a namespace in one call to the cluster, and their record types in one to the registry at most. Those of the empty namespace are shown in the
     * default one: Spark's {@code listTables("kaspar")} cannot read names without a namespace, and tools make {@code kaspar..orders} of them.
     */
    @Override
    public Identifier[] listTables(String[] namespace) throws NoSuchNamespaceException {
        String prefix = TopicNames.prefix(namespace);
        String[] shown = namespace.length == 0 ? defaultNamespace() : namespace;
        List<String> facts = tables().metadata().isSystem(namespace) ? ClusterMetadata.words() : List.of();
        Stream<Identifier> topics = tables().tables().stream()
                .filter(table -> table.startsWith(prefix) && table.length() > prefix.length())
                .map(table -> table.substring(prefix.length()))
                .filter(table -> !facts.contains(table))
                .map(table -> new ListedTopic(Identifier.of(shown, table)));
        Identifier[] identifiers = Stream.concat(facts.stream().map(word -> Identifier.of(namespace, word)), topics)
                .toArray(Identifier[]::new);
        if (identifiers.length == 0 && !prefix.isEmpty()) {
            throw new NoSuchNamespaceException(namespace);
        }
        return identifiers;
    }

    @Override
    public Table loadTable(Identifier identifier) throws NoSuchTableException {
        Optional<Table> facts = tables().metadata().certain(identifier);
        if (facts.isPresent()) {
            return facts.get();
        }
        List<String> candidates = TopicNames.candidates(identifier);
        if (tables().wasListed(candidates.get(0)) && ListingTools.areCalling()) {
            return NamedTopic.of(identifier.toString());
        }
        try {
            Optional<TopicTable> table = find(identifier, candidates);
            if (table.isEmpty()
                    && identifier instanceof ListedTopic
                    && TypeTableName.parse(identifier.name()).isPresent()) {
                return NamedTopic.unreadable(
                        identifier.toString(), "the subject of this name holds no record type of the topic");
            }
            if (table.isPresent()) {
                return table.get();
            }
            Optional<Table> dotted = tables().metadata().otherwise(identifier);
            if (dotted.isEmpty()) {
                throw MissingTable.error(name, identifier, tables().hint(candidates.get(0)));
            }
            return dotted.get();
        } catch (TopicSchemaException e) {
            if (identifier instanceof ListedTopic && e.isAboutTheTopic()) {
                return NamedTopic.unreadable(identifier.toString(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    /** Brokers hide topics that are not there from who may not know of them: then the name may still mean the facts of another one. */
    private Optional<TopicTable> find(Identifier identifier, List<String> candidates) {
        try {
            return tables().find(candidates);
        } catch (ClusterException e) {
            if (Cluster.hidesTopic(e)
                    && tables().metadata().otherwise(identifier).isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Spark wants to write. What cannot be done is refused at once: later it would complain of things that are not at fault. */
    @Override
    public Table loadTable(Identifier identifier, Set<TableWritePrivilege> writePrivileges)
            throws NoSuchTableException {
        if (writePrivileges.equals(Set.of(TableWritePrivilege.INSERT))) {
            Table table = loadTable(identifier);
            return table instanceof TopicTable topic ? topic.written() : table;
        }
        if (writePrivileges.equals(Set.of(TableWritePrivilege.DELETE))) {
            return loadTable(identifier);
        }
        String operations =
                writePrivileges.stream().map(TableWritePrivilege::name).sorted().collect(Collectors.joining(", "));
        throw Unsupported.onTable(name, identifier, operations + ": " + Unsupported.ONLY_ADDS);
    }

    @Override
    public Table loadTable(Identifier identifier, String version) throws NoSuchTableException {
        TopicTable table = timeTravelled(identifier);
        return table.asOf(tables().snapshots().version(table.layout(), version));
    }

    @Override
    public Table loadTable(Identifier identifier, long timestampMicros) throws NoSuchTableException {
        return timeTravelled(identifier).asOf(Until.after(timestampMicros));
    }

    /** Facts are told as they are now. */
    private TopicTable timeTravelled(Identifier identifier) throws NoSuchTableException {
        if (loadTable(identifier) instanceof TopicTable table) {
            return table;
        }
        throw Unsupported.timeTravel(name, identifier);
    }

    /** Not behind a dot: {@code CREATE TABLE IF NOT EXISTS kaspar.orders.groups} means a topic. */
    @Override
    public boolean tableExists(Identifier identifier) {
        return tables().metadata().certain(identifier).isPresent()
                || tables().isThere(TopicNames.candidates(identifier));
    }

    @Override
    public void invalidateTable(Identifier identifier) {
        tables().forget(TopicNames.candidates(identifier));
    }

    @Override
    public String[][] listNamespaces() {
        String[] system = {ClusterMetadata.NAMESPACE};
        return tables().metadata().isSystem(system)
                ? new String[][] {defaultNamespace(), system}
                : new String[][] {defaultNamespace()};
    }

    @Override
    public String[][] listNamespaces(String[] namespace) throws NoSuchNamespaceException {
        if (namespace.length == 0) {
            return listNamespaces();
        }
        requireNamespace(namespace);
        return new String[0][];
    }

    @Override
    public boolean namespaceExists(String[] namespace) {
        if (TopicNames.isWhole(namespace) || tables().metadata().isSystem(namespace)) {
            return true;
        }
        String prefix = TopicNames.prefix(namespace);
        return tables().topics().stream().anyMatch(topic -> topic.startsWith(prefix));
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return Map.of();
    }

    private void requireNamespace(String[] namespace) throws NoSuchNamespaceException {
        if (!namespaceExists(namespace)) {
            throw new NoSuchNamespaceException(namespace);
        }
    }

    /** Without an answer {@code SHOW FUNCTIONS} would not show those of Spark either. */
    @Override
    public Identifier[] listFunctions(String[] namespace) throws NoSuchNamespaceException {
        requireNamespace(namespace);
        return tables().functions().list(namespace);
    }

    /** Those of users, and what statements that write lay their rows by while they are planned. */
    @Override
    public UnboundFunction loadFunction(Identifier identifier) throws NoSuchFunctionException {
        Optional<UnboundFunction> function =
                tables().functions().find(identifier).or(() -> SenderFunctions.find(identifier.name()));
        if (function.isEmpty()) {
            throw new NoSuchFunctionException(identifier);
        }
        return function.get();
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 3.5 asks for this one
    public Table createTable(
            Identifier identifier, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        return create(identifier, schema, partitions, properties);
    }

    final TopicTable create(
            Identifier identifier, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        requireDefine(identifier, "CREATE TABLE");
        if (partitions.length > 0) {
            throw Unsupported.onTable(
                    name,
                    identifier,
                    "PARTITIONED BY: the key says the partition; how many there are says TBLPROPERTIES (partitions = 3)");
        }
        if (tableExists(identifier)) {
            throw new TableAlreadyExistsException(identifier);
        }
        tables().admin().create(TopicNames.candidates(identifier).get(0), schema, properties);
        invalidateTable(identifier);
        return tables().find(TopicNames.candidates(identifier))
                .orElseThrow(() -> new IllegalStateException("a topic that was just made is gone"));
    }

    @Override
    @SuppressWarnings("deprecation") // its successor does not exist in Spark 4.0
    public Table createTable(
            Identifier identifier, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        return createTable(identifier, ColumnTypes.of(columns), partitions, properties);
    }

    /** {@code CREATE TABLE … AS SELECT}: the topic is there at once, and is taken back when its rows cannot be written. */
    @Override
    @SuppressWarnings("deprecation") // Spark 3.5 asks for this one
    public StagedTable stageCreate(
            Identifier identifier, StructType schema, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        TopicTable made = create(identifier, schema, partitions, properties);
        return new StagedTopic(made, () -> {
            tables().admin().delete(made.layout());
            invalidateTable(identifier);
        });
    }

    @Override
    @SuppressWarnings("deprecation") // its successor does not exist in Spark 4.0
    public StagedTable stageCreate(
            Identifier identifier, Column[] columns, Transform[] partitions, Map<String, String> properties)
            throws TableAlreadyExistsException {
        return stageCreate(identifier, ColumnTypes.of(columns), partitions, properties);
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 3.5 asks for this one
    public StagedTable stageReplace(
            Identifier identifier, StructType schema, Transform[] partitions, Map<String, String> properties) {
        throw Unsupported.onTable(name, identifier, "REPLACE TABLE: " + NO_REPLACE);
    }

    @Override
    @SuppressWarnings("deprecation") // its successor does not exist in Spark 4.0
    public StagedTable stageReplace(
            Identifier identifier, Column[] columns, Transform[] partitions, Map<String, String> properties) {
        return stageReplace(identifier, new StructType(), partitions, properties);
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 3.5 asks for this one
    public StagedTable stageCreateOrReplace(
            Identifier identifier, StructType schema, Transform[] partitions, Map<String, String> properties) {
        return stageReplace(identifier, schema, partitions, properties);
    }

    @Override
    @SuppressWarnings("deprecation") // its successor does not exist in Spark 4.0
    public StagedTable stageCreateOrReplace(
            Identifier identifier, Column[] columns, Transform[] partitions, Map<String, String> properties) {
        return stageReplace(identifier, columns, partitions, properties);
    }

    @Override
    public Table alterTable(Identifier identifier, TableChange... changes) throws NoSuchTableException {
        requireDefine(identifier, "ALTER TABLE");
        TopicLayout layout = existing(identifier);
        tables().admin().alter(layout, List.of(changes), () -> tables().growing(layout.topic()));
        invalidateTable(identifier);
        return loadTable(identifier);
    }

    private void requireDefine(Identifier identifier, String statement) {
        if (!tables().ddl().mayDefine()) {
            throw Unsupported.switchedOff(name, identifier, statement, DdlOptions.DEFINE_SWITCH);
        }
    }

    private TopicLayout existing(Identifier identifier) throws NoSuchTableException {
        List<String> candidates = TopicNames.candidates(identifier);
        Optional<TopicLayout> layout = tables().layout(candidates);
        if (layout.isEmpty()) {
            throw MissingTable.error(name, identifier, tables().hint(candidates.get(0)));
        }
        return layout.get();
    }

    @Override
    public boolean dropTable(Identifier identifier) {
        if (!tables().ddl().mayDrop()) {
            throw Unsupported.switchedOff(name, identifier, "DROP TABLE", DdlOptions.DROP_SWITCH);
        }
        Optional<TopicLayout> layout = tables().layout(TopicNames.candidates(identifier));
        layout.ifPresent(tables().admin()::delete);
        invalidateTable(identifier);
        return layout.isPresent();
    }

    /** Records are gone with the topic in any case. */
    @Override
    public boolean purgeTable(Identifier identifier) {
        return dropTable(identifier);
    }

    @Override
    public void renameTable(Identifier oldIdentifier, Identifier newIdentifier) {
        throw Unsupported.onTable(name, oldIdentifier, "RENAME TABLE");
    }

    @Override
    public void createNamespace(String[] namespace, Map<String, String> metadata) {
        throw Unsupported.onCatalog(name, "CREATE NAMESPACE");
    }

    @Override
    public void alterNamespace(String[] namespace, NamespaceChange... changes) {
        throw Unsupported.onCatalog(name, "ALTER NAMESPACE");
    }

    @Override
    public boolean dropNamespace(String[] namespace, boolean cascade) {
        throw Unsupported.onCatalog(name, "DROP NAMESPACE");
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + name + "]";
    }
}
