package io.kaspar.catalog;

import io.kaspar.catalog.admin.TopicAdmin;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.function.CatalogFunctions;
import io.kaspar.catalog.function.SnapshotFunction;
import io.kaspar.catalog.infer.SampledColumns;
import io.kaspar.catalog.locality.ResolvedAddresses;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.offline.CopiedTopics;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.DdlOptions;
import io.kaspar.catalog.options.NearNames;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.Subscription;
import io.kaspar.catalog.options.TopicOptions;
import io.kaspar.catalog.procedure.CheckLocality;
import io.kaspar.catalog.procedure.CreateViews;
import io.kaspar.catalog.procedure.Procedures;
import io.kaspar.catalog.procedure.RecoverWrites;
import io.kaspar.catalog.procedure.SaveSnapshot;
import io.kaspar.catalog.procedure.VerifyPartitioner;
import io.kaspar.catalog.snapshot.SavedSnapshots;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.SharedSchemas;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.resolve.TopicType;
import io.kaspar.schema.resolve.VersionSelector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tables of one cluster, or of copies of its directories. Opens nothing until it is asked. Thread-safe. */
final class TopicTables {
    private static final Logger LOG = LoggerFactory.getLogger(TopicTables.class);
    private static final int MOST_TYPES_NAMED = 50;
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_]+");

    private final String prefix;
    private final CatalogOptions options;
    private final TopicStore topics;
    private final TopicAsking asking;
    private final Cluster cluster;
    private final TopicSchemaLookup schemas;
    private final LookAhead lookAhead;

    /** @param prefix what the names of the tables start with, as a query writes them */
    TopicTables(CatalogOptions options, String prefix) {
        this.prefix = prefix;
        this.options = options;
        this.cluster = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        this.topics = options.cluster().isOffline() ? copies(options) : cluster;
        this.asking =
                new TopicAsking(topics, new LogDirectoryHosts(Clock.systemUTC()), ResolvedAddresses.ofThisMachine());
        this.schemas = new TopicSchemaLookup(
                options.registry(),
                SharedSchemaRegistries.ofThisJvm(),
                PayloadFormats.all(),
                new SampledColumns(topics, topic -> options.topic(topic).readSettings()));
        this.lookAhead = new LookAhead(List.of(
                topics::lookUpAhead,
                expected -> schemas.resolveAhead(
                        expected, topic -> options.topic(topic).resolve())));
    }

    private static TopicStore copies(CatalogOptions options) {
        OfflineSwitch.ofThisJvm().requireOn();
        return new CopiedTopics(options.cluster(), options.copiedLogDirs());
    }

    /** The topics that are listed. */
    List<String> topics() {
        List<String> listed = topics.topics(options.showInternalTopics());
        lookAhead.listed(listed);
        return listed;
    }

    /** The topics that are listed, each with the tables of its record types behind it. */
    List<String> tables() {
        List<String> listed = topics();
        Map<String, List<String>> types =
                schemas.listedTypes(listed, topic -> options.topic(topic).resolve());
        List<String> tables = new ArrayList<>();
        for (String topic : listed) {
            tables.add(topic);
            types.getOrDefault(topic, List.of()).stream()
                    .filter(TopicTables::isNamedByType)
                    .forEach(type -> tables.add(new TypeTableName(topic, type).text()));
        }
        return tables;
    }

    /** Whether the topic of this table was in the list that was shown last. */
    boolean wasListed(String table) {
        return lookAhead.isListed(TypeTableName.topicOf(table));
    }

    /** Whether one of these tables is there; asks the registry for tables of record types only. */
    boolean isThere(List<String> candidates) {
        Optional<TopicLayout> layout = topics.firstLayout(TypeTableName.topicsOf(candidates));
        Optional<TypeTableName> typed = TypeTableName.parse(candidates.get(0));
        return layout.isPresent()
                && (typed.isEmpty() || table(layout.get(), typed.get().type()).isPresent());
    }

    /** The first of these tables whose topic is there; empty when none is, or the topic has no such record type. */
    Optional<TopicTable> find(List<String> candidates) {
        List<String> asked = TypeTableName.topicsOf(candidates);
        Optional<TypeTableName> typed = TypeTableName.parse(candidates.get(0));
        lookAhead.beforeLoading(asked.get(0));
        try {
            Optional<TopicLayout> layout = topics.firstLayout(asked);
            return typed.isEmpty()
                    ? layout.map(this::table)
                    : layout.flatMap(found -> table(found, typed.get().type()));
        } catch (ClusterException e) {
            List<String> near = Cluster.hidesTopic(e) ? near(candidates.get(0)) : List.of();
            throw near.isEmpty() ? e : new ClusterException(e.getMessage() + NearNames.hint(near), e.getCause());
        }
    }

    /** The table of several topics; {@code part} of each of them stands behind the {@code $} of a single topic's. */
    SubscribedTable subscribe(Subscription subscription, Optional<String> part) {
        List<String> names =
                require(subscription).stream().map(TopicLayout::topic).toList();
        TopicSchema shared = TopicSchema.of(
                () -> sharedSchema(names, PayloadSide.KEY), () -> sharedSchema(names, PayloadSide.VALUE));
        if (part.isEmpty()) {
            return table(subscription, Optional.empty(), shared);
        }
        if (isNamedByType(part.get())) {
            return schemas.ofType(shared, part.get())
                    .map(ofType -> table(subscription, Optional.empty(), ofType))
                    .orElseThrow(() -> noSuchView(subscription, part.get()));
        }
        return RecordViewName.of(part.get(), shared)
                .map(view -> table(subscription, Optional.of(view), view.read(shared)))
                .orElseThrow(() -> noSuchView(subscription, part.get()));
    }

    private SubscribedTable table(Subscription subscription, Optional<RecordViewName> view, TopicSchema topicSchema) {
        return new SubscribedTable(
                prefix + quoted(subscription.label()), subscription, view, this, topicSchema, options);
    }

    private static OptionException noSuchView(Subscription subscription, String view) {
        return new OptionException("there is no view, and no record type, " + view + " of " + subscription
                + RecordViewName.requirement(view).map(reason -> "; " + reason).orElse(""));
    }

    private PayloadSchema sharedSchema(List<String> names, PayloadSide side) {
        schemas.resolveAhead(names, topic -> options.topic(topic).resolve());
        Map<String, PayloadSchema> byTopic = new TreeMap<>();
        names.forEach(topic -> byTopic.put(topic, topicSchema(topic).side(side)));
        return new SharedSchemas(PayloadFormats.all()).of(byTopic);
    }

    /**
     * The topics of a subscription that are there.
     *
     * @throws OptionException when one that it names is not, or when it has none
     */
    List<TopicLayout> require(Subscription subscription) {
        List<TopicLayout> found = layouts(subscription);
        List<String> there = found.stream().map(TopicLayout::topic).toList();
        subscription.named().stream()
                .filter(topic -> !there.contains(topic))
                .findFirst()
                .ifPresent(topic -> {
                    throw missing(topic);
                });
        if (found.isEmpty()) {
            throw new OptionException("there are none of " + subscription + " in "
                    + options.cluster().place() + ", so nobody knows their columns");
        }
        return found;
    }

    /** The topics of a subscription that are there, in alphabetical order. */
    List<TopicLayout> layouts(Subscription subscription) {
        List<String> names = subscription.named();
        if (names.isEmpty()) {
            names = topics.topics(options.showInternalTopics()).stream()
                    .filter(subscription::mayHave)
                    .toList();
        }
        topics.lookUpAhead(names);
        return names.stream()
                .sorted()
                .flatMap(topic -> topics.firstLayout(List.of(topic)).stream())
                .toList();
    }

    /** Whom scans of these topics ask. */
    TopicAsking asking() {
        return asking;
    }

    /** The error for a table without a catalog that is not there. */
    OptionException missing(String table) {
        String hint = hint(table);
        return new OptionException("there is no topic " + table + " in "
                + options.cluster().place() + (hint.isEmpty() ? "" : "; " + hint));
    }

    /** Why a table is not there, or which ones somebody may have meant by its name, in a clause; empty where nobody knows. */
    String hint(String table) {
        Optional<String> reason = TypeTableName.parse(table)
                .filter(typed -> topics.firstLayout(List.of(typed.topic())).isPresent())
                .flatMap(typed -> RecordViewName.requirement(typed.type()));
        return reason.orElseGet(() -> NearNames.question(near(table)));
    }

    /** Tables that somebody may have meant by the name of a table that is not there, as a query writes them. */
    private List<String> near(String table) {
        String topic = TypeTableName.topicOf(table);
        try {
            if (!topic.equals(table) && topics.firstLayout(List.of(topic)).isPresent()) {
                List<String> views = nearViews(table, topic);
                return views.isEmpty() ? typeTables(topic) : views;
            }
            return NearNames.ofTopics(topic, topics.topics(options.showInternalTopics())).stream()
                    .map(near -> prefix + quoted(near))
                    .toList();
        } catch (ClusterException e) {
            LOG.debug("No topic of nearly the name {} can be looked for", topic, e);
            return List.of();
        }
    }

    /** The views of a topic whose words are nearly what stands behind the {@code $}. */
    private List<String> nearViews(String table, String topic) {
        List<String> words = new ArrayList<>(RecordViewName.wordsOf(topicSchema(topic)));
        words.addAll(MetadataTables.words());
        String part = TypeTableName.parse(table).map(TypeTableName::type).orElse("");
        return NearNames.ofTopics(part, words).stream()
                .map(word -> prefix + quoted(new TypeTableName(topic, word).text()))
                .toList();
    }

    /** The tables of all record types of a topic; the topic itself when it has none. */
    private List<String> typeTables(String topic) {
        List<String> tables = schemas.recordTypes(topicSchema(topic).value()).stream()
                .flatMap(several -> several.types().stream())
                .map(TopicType::column)
                .filter(TopicTables::isNamedByType)
                .limit(MOST_TYPES_NAMED)
                .map(type -> new TypeTableName(topic, type).text())
                .toList();
        return (tables.isEmpty() ? List.of(topic) : tables)
                .stream().map(table -> prefix + quoted(table)).toList();
    }

    /**
     * What the values of a topic are that shall get more columns.
     *
     * @throws OptionException when it is not read by the newest version, so that they would not be seen
     */
    PayloadSchema growing(String topic) {
        VersionSelector version = options.topic(topic).resolve().value().version();
        if (version instanceof VersionSelector.Pinned) {
            throw new OptionException("option value.schema.version names a version of topic " + topic
                    + ", so that columns of a newer one would not be seen; leave it out to add some");
        }
        return topicSchema(topic).value();
    }

    /** What can be called in queries of this cluster. */
    CatalogFunctions functions() {
        return new CatalogFunctions(
                List.of(new SnapshotFunction(topic -> snapshots().take(topic).text())));
    }

    /** Snapshots that outlive a query. */
    TopicSnapshots snapshots() {
        return new TopicSnapshots(
                topics,
                new SavedSnapshots(
                        cluster, prefix, options.snapshotsTopic(), options.ddl().isDryRun()),
                topic -> options.topic(topic).readSettings().isolation(),
                this::missing);
    }

    private TopicSchema topicSchema(String topic) {
        return schemas.of(topic, options.topic(topic).resolve());
    }

    private TopicTable table(TopicLayout layout) {
        return table(layout, layout.topic(), Optional.empty(), topicSchema(layout.topic()));
    }

    /** The table of a view, or of one record type; empty when the topic has none of this name. */
    private Optional<TopicTable> table(TopicLayout layout, String part) {
        String name = new TypeTableName(layout.topic(), part).text();
        TopicSchema topicSchema = topicSchema(layout.topic());
        if (isNamedByType(part)) {
            return schemas.ofType(topicSchema, part).map(ofType -> table(layout, name, Optional.empty(), ofType));
        }
        return RecordViewName.of(part, topicSchema)
                .map(view -> table(layout, name, Optional.of(view), view.read(topicSchema)));
    }

    private static boolean isNamedByType(String part) {
        return !RecordViewName.isWord(part) && !MetadataTables.words().contains(part);
    }

    private TopicTable table(TopicLayout layout, String name, Optional<RecordViewName> view, TopicSchema topicSchema) {
        TopicOptions topicOptions = options.topic(layout.topic());
        return new TopicTable(
                prefix + quoted(name),
                prefix.isEmpty(),
                view,
                asking,
                layout,
                topicSchema,
                topicOptions,
                options.registry(),
                power());
    }

    private TopicDeletes.Power power() {
        String catalog = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
        return new TopicDeletes.Power(catalog, options.ddl(), this::admin);
    }

    /** What can be called for this cluster. */
    @SinceSpark("4.0")
    Procedures procedures(String catalogName) {
        return new Procedures(List.of(
                new CheckLocality(cluster, options, asking.directoryHosts(), asking.addresses()),
                new CreateViews(catalogName, new TopicViews(catalogName, this)),
                new VerifyPartitioner(catalogName, cluster, options, topic -> rawTable(catalogName, topic)),
                new SaveSnapshot(snapshots()::save),
                new RecoverWrites(options)));
    }

    /** With a namespace, so that it is no file whatever the catalog is called. */
    private static String rawTable(String catalogName, String topic) {
        return "`" + catalogName.replace("`", "``") + "`." + TopicNames.CURRENT_NAMESPACE + ".`"
                + new TypeTableName(topic, "raw").text() + "`";
    }

    /** A topic as a query writes it. */
    static String quoted(String topic) {
        return PLAIN_NAME.matcher(topic).matches() ? topic : "`" + topic + "`";
    }

    /** The tables of facts. */
    MetadataTables metadata() {
        return new MetadataTables(
                cluster,
                prefix,
                options.cluster().isOffline(),
                topics::firstLayout,
                topic -> schemas.versions(topic, options.topic(topic).resolve()),
                (name, layout) -> new BatchesTable(name, asking, layout, options.topic(layout.topic())));
    }

    /** Which statements may change the cluster. */
    DdlOptions ddl() {
        return options.ddl();
    }

    /**
     * What makes and changes topics.
     *
     * @throws OptionException where there are copies only
     */
    TopicAdmin admin() {
        if (options.cluster().isOffline()) {
            throw new OptionException("copies of log directories cannot be changed: there is no cluster");
        }
        return new TopicAdmin(cluster, options.registry(), options.ddl().isDryRun());
    }

    /** The topic of a table as it is now; empty when there is none. */
    Optional<TopicLayout> layout(List<String> candidates) {
        candidates.forEach(topics::forget);
        return topics.firstLayout(candidates);
    }

    /** Forgets what is remembered of these topics and their schemas, and which executors have their files. */
    void forget(List<String> candidates) {
        asking.directoryHosts().forget();
        forgetTopics(candidates);
    }

    /** Forgets what is remembered of these topics and their schemas. */
    void forgetTopics(List<String> tables) {
        List<String> forgotten = TypeTableName.topicsOf(tables);
        forgotten.forEach(topics::forget);
        forgotten.forEach(topic -> schemas.forget(topic, options.topic(topic).resolve()));
    }
}
