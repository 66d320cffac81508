package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.VersionSelector.Latest;
import io.kaspar.schema.resolve.VersionSelector.Merged;
import io.kaspar.schema.resolve.VersionSelector.Pinned;
import io.kaspar.schema.wire.PayloadFrame;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the schemas of topics, on the driver. Thread-safe, and holds nothing that needs closing. */
public final class TopicSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSchemas.class);

    private final @Nullable SchemaRegistry registry;
    private final PayloadFormats formats;
    private final ColumnInference inference;

    /**
     * @param registry stays the caller's to close; null when none is configured, then payloads have no schema
     * @param formats the kinds of schema that can be read
     * @param inference finds columns that nobody gives
     */
    public TopicSchemas(@Nullable SchemaRegistry registry, PayloadFormats formats, ColumnInference inference) {
        this.registry = registry;
        this.formats = formats;
        this.inference = inference;
    }

    /** For topics whose columns the options give, or the registry. */
    public TopicSchemas(@Nullable SchemaRegistry registry, PayloadFormats formats) {
        this(registry, formats, ColumnInference.NONE);
    }

    /**
     * The schemas of a topic's keys and values. Payloads of which the registry knows nothing are text.
     *
     * <p>A side whose schema is not to be had, or not to be read, leaves the other one as it is: see {@link
     * PayloadSchema.Unavailable}.
     *
     * @throws SchemaRegistryException when the registry cannot be asked for the value's schema
     * @throws SchemaException when a configured subject or version of the values is missing
     */
    public TopicSchema resolve(String topic, ResolveOptions options) throws SchemaRegistryException, SchemaException {
        return new TopicSchema(resolve(topic, PayloadSide.KEY, options), resolve(topic, PayloadSide.VALUE, options));
    }

    /**
     * As the other one, for one side: the registry is not asked for the other one's schema.
     *
     * @throws SchemaException when a configured subject or version of the values is missing; of keys it is an {@link
     *     PayloadSchema.Unavailable}
     */
    public PayloadSchema resolve(String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        try {
            SideOptions sideOptions = options.side(side);
            GivenFormat given = sideOptions.given();
            PayloadSchema found = given == null
                    ? resolveConfigured(topic, side, options).framedAs(sideOptions.framing())
                    : given(given, topic, side, options);
            return windowed(found, sideOptions.window());
        } catch (SchemaException e) {
            if (side == PayloadSide.VALUE) {
                throw e;
            }
            return new PayloadSchema.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static PayloadSchema windowed(PayloadSchema found, @Nullable KeyWindow window) {
        return window == null || found instanceof PayloadSchema.Unavailable
                ? found
                : new PayloadSchema.Windowed(found, window);
    }

    private PayloadSchema given(GivenFormat given, String topic, PayloadSide side, ResolveOptions options)
            throws SchemaException {
        if (given instanceof GivenFormat.Plain plain) {
            return new PayloadSchema.Raw(plain.format(), plain.charset());
        }
        if (given instanceof GivenFormat.Inferred inferred) {
            ColumnInference.Found found = inference.infer(topic, side, options.side(side));
            return given(found.schema(), inferred.frame(), options, found.sample());
        }
        GivenFormat.BySchema bySchema = (GivenFormat.BySchema) given;
        try {
            return given(bySchema.schema(), bySchema.frame(), options, null);
        } catch (SchemaException e) {
            throw new SchemaException(
                    "the schema that the options give for the " + side.word() + "s of topic " + topic
                            + " cannot be used: " + e.getMessage() + "; change " + side.schemaOption(),
                    e);
        }
    }

    private PayloadSchema given(
            SchemaText schema, PayloadFrame frame, ResolveOptions options, @Nullable PayloadSample sample)
            throws SchemaException {
        DataType dataType = formats.require(schema.kind()).dataType(schema, options.payloadOptions());
        return new PayloadSchema.Given(schema, frame, options.payloadOptions(), dataType, sample);
    }

    private PayloadSchema resolveConfigured(String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        if (registry == null) {
            requireNothingOf(options.side(side), side, topic);
            return new PayloadSchema.Raw(RawFormat.STRING);
        }
        return resolve(registry, topic, side, options);
    }

    /** The same schema with the other versions of its subject, as far as the registry gives them soon. */
    public PayloadSchema withOtherVersions(PayloadSchema schema) {
        if (registry == null) {
            return schema;
        }
        if (schema instanceof PayloadSchema.Registered table) {
            return table.with(OtherVersions.of(Map.of(table.subject(), table.version()), registry));
        }
        if (schema instanceof PayloadSchema.Several several) {
            return withOtherVersions(several, registry);
        }
        if (schema instanceof PayloadSchema.Windowed windowed) {
            return new PayloadSchema.Windowed(withOtherVersions(windowed.key()), windowed.window());
        }
        return schema instanceof PayloadSchema.OneOfSeveral one
                ? new PayloadSchema.OneOfSeveral(withOtherVersions(one.several(), registry), one.type())
                : schema;
    }

    private static PayloadSchema.Several withOtherVersions(PayloadSchema.Several several, SchemaRegistry registry) {
        Map<String, Integer> newest = new LinkedHashMap<>();
        several.types().forEach(type -> newest.merge(type.subject(), type.version(), Math::max));
        return several.with(OtherVersions.of(newest, registry));
    }

    /**
     * The record types of values that have this schema, when they are records: one, or several.
     *
     * @throws SchemaException when one of them has no Spark type
     */
    public Optional<PayloadSchema.Several> recordTypes(PayloadSchema value) throws SchemaException {
        if (value instanceof PayloadSchema.Several several) {
            return Optional.of(several);
        }
        if (value instanceof PayloadSchema.Registered table) {
            RegisteredSchema registered =
                    new RegisteredSchema(table.subject(), table.version(), table.schemaId(), table.readerSchema());
            return TypeSearch.allOf(registered, formats, table.options())
                    .map(several -> several.framedAs(table.framing()));
        }
        return Optional.empty();
    }

    /**
     * The record types of topics as a list shows them, by topic; only topics that seem to have several. The registry is asked for its
     * subjects once, and for the schemas of those topics whose options say that all records of one subject are meant.
     */
    public Map<String, List<String>> listedTypes(List<String> topics, Function<String, ResolveOptions> options)
            throws SchemaRegistryException {
        if (registry == null) {
            return Map.of();
        }
        Map<String, List<String>> bySubjects = RecordSubjects.byTopic(topics, registry.subjects());
        Map<String, List<String>> listed = new HashMap<>();
        for (String topic : topics) {
            List<String> types = listedTypes(topic, options.apply(topic), bySubjects);
            if (!types.isEmpty()) {
                listed.put(topic, types);
            }
        }
        return listed;
    }

    private List<String> listedTypes(String topic, ResolveOptions options, Map<String, List<String>> bySubjects)
            throws SchemaRegistryException {
        if (options.value().given() != null) {
            return List.of();
        }
        if (options.recordNames() instanceof RecordNames.Listed names) {
            return TypeColumns.names(names.fullNames());
        }
        List<String> found = bySubjects.getOrDefault(topic, List.of());
        boolean hasOwnSubject = found.contains(PayloadSide.VALUE.word());
        List<String> records =
                found.stream().filter(RecordSubjects::mayBeRecord).toList();
        boolean isBySubjects = options.isByTopicAndRecord() || (options.isByTopicAlone() && !hasOwnSubject);
        if (isBySubjects && !records.isEmpty()) {
            return TypeColumns.names(records);
        }
        try {
            return options.recordNames() instanceof RecordNames.All
                            && resolve(topic, PayloadSide.VALUE, options) instanceof PayloadSchema.Several several
                    ? several.types().stream().map(TopicType::column).toList()
                    : List.of();
        } catch (SchemaException e) {
            LOG.info("The record types of topic {} are not listed: {}", topic, e.getMessage());
            return List.of();
        }
    }

    /** Forgets what the registry said of a topic's newest schemas. */
    public void forget(String topic, ResolveOptions options) {
        if (registry == null) {
            return;
        }
        for (PayloadSide side : PayloadSide.values()) {
            try {
                forgetTypes(registry, topic, options);
                registry.forget(subject(topic, side, options));
            } catch (SchemaException e) {
                LOG.debug("Nothing is known of the {} of topic {}", side.word(), topic, e);
            }
        }
    }

    private static void forgetTypes(SchemaRegistry registry, String topic, ResolveOptions options) {
        if (options.recordNames() instanceof RecordNames.Listed names) {
            for (String name : names.fullNames()) {
                registry.forget(name);
                registry.forget(RecordSubjects.subject(topic, name));
            }
        } else if (options.isByTopicAndRecord() || options.isByTopicAlone()) {
            registry.forgetStartingWith(RecordSubjects.subject(topic, ""));
        }
    }

    private PayloadSchema resolve(SchemaRegistry asked, String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        SideOptions sideOptions = options.side(side);
        String subject;
        Optional<RegisteredSchema> found;
        try {
            Optional<PayloadSchema> types = side == PayloadSide.VALUE ? types(asked, topic, options) : Optional.empty();
            if (types.isPresent()) {
                return types.get();
            }
            subject = subject(topic, side, options);
            found = find(asked, subject, sideOptions.version());
        } catch (SchemaException e) {
            if (side == PayloadSide.VALUE && options.recordNames() instanceof RecordNames.Listed) {
                throw e;
            }
            return unavailable(topic, side, e);
        } catch (SchemaRegistryException e) {
            if (side == PayloadSide.VALUE && !e.isForbidden()) {
                throw e;
            }
            return unavailable(topic, side, e);
        }
        if (found.isPresent()) {
            return registered(found.get(), side, topic, options);
        }
        if ((sideOptions.subject() != null && !sideOptions.mayBeNew()) || !(sideOptions.version() instanceof Latest)) {
            throw missing(asked, subject, sideOptions.version(), side, topic);
        }
        if (side == PayloadSide.VALUE && options.isByTopicAlone()) {
            return typesOrText(asked, topic, subject, options);
        }
        return new PayloadSchema.Undeclared(subject);
    }

    /** The types of values that are said to be of several; empty when nothing says so. */
    private Optional<PayloadSchema> types(SchemaRegistry asked, String topic, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        TypeSearch search = new TypeSearch(asked, formats, topic, options);
        boolean isMerged = options.value().version() instanceof Merged;
        if (isMerged && (options.recordNames() instanceof RecordNames.Listed || options.isByTopicAndRecord())) {
            throw severalMerged();
        }
        if (options.recordNames() instanceof RecordNames.Listed names) {
            return Optional.of(search.listed(names.fullNames()));
        }
        if (options.isByTopicAndRecord()) {
            Optional<PayloadSchema.Several> found = search.bySubjects();
            return Optional.of(
                    found.isPresent()
                            ? found.get()
                            : new PayloadSchema.Undeclared(RecordSubjects.subject(topic, "<record name>")));
        }
        return Optional.empty();
    }

    /** A registry that does not list its subjects, or has none of the topic's records, leaves it text. */
    private PayloadSchema typesOrText(SchemaRegistry asked, String topic, String subject, ResolveOptions options) {
        try {
            Optional<PayloadSchema.Several> found = new TypeSearch(asked, formats, topic, options).bySubjects();
            if (found.isPresent()) {
                return found.get();
            }
        } catch (SchemaRegistryException | SchemaException e) {
            LOG.info("Record types of topic {} are not looked for: {}", topic, e.getMessage());
        }
        return new PayloadSchema.Undeclared(subject);
    }

    /**
     * The subjects of a topic's sides, as far as options and record types tell; those that are not there among them. Asks for the schema of values where they may be
     * of several types.
     *
     * @throws SchemaException when the options name no subject
     * @throws SchemaRegistryException when the registry cannot be asked
     */
    public Map<String, PayloadSide> subjects(String topic, ResolveOptions options)
            throws SchemaException, SchemaRegistryException {
        Map<String, PayloadSide> subjects = new LinkedHashMap<>();
        subjects.put(subject(topic, PayloadSide.KEY, options), PayloadSide.KEY);
        recordTypes(resolve(topic, PayloadSide.VALUE, options))
                .ifPresent(several -> several.types().forEach(type -> subjects.put(type.subject(), PayloadSide.VALUE)));
        if (!subjects.containsValue(PayloadSide.VALUE)) {
            subjects.put(subject(topic, PayloadSide.VALUE, options), PayloadSide.VALUE);
        }
        return subjects;
    }

    private static String subject(String topic, PayloadSide side, ResolveOptions options) throws SchemaException {
        SideOptions sideOptions = options.side(side);
        String given = sideOptions.subject();
        return given != null ? given : options.strategy().subject(topic, side, sideOptions.recordName());
    }

    private static PayloadSchema unavailable(String topic, PayloadSide side, IOException reason) {
        LOG.info("The {} schema of topic {} is not to be had: {}", side.word(), topic, reason.getMessage());
        return new PayloadSchema.Unavailable("the " + side.word() + " schema of topic " + topic + " is not to be had: "
                + reason.getMessage() + "; or set " + side.formatOption() + " to read without a schema");
    }

    /** A key that cannot be read is bytes beside the values; values that cannot be read are no table anybody meant. */
    private PayloadSchema registered(RegisteredSchema found, PayloadSide side, String topic, ResolveOptions options) {
        String what = "the " + side.word() + " schema of topic " + topic + " (subject " + found.subject() + ", version "
                + found.version() + ", id " + found.schemaId() + ")";
        String problem;
        try {
            Optional<PayloadFormat> format = formats.find(found.schema().kind());
            if (format.isPresent()) {
                Optional<PayloadSchema.Several> types =
                        side == PayloadSide.VALUE ? severalTypes(found, options) : Optional.empty();
                if (types.isPresent()) {
                    return types.get();
                }
                return new PayloadSchema.Registered(
                        found.subject(),
                        found.version(),
                        found.schemaId(),
                        found.schema(),
                        options.payloadOptions(),
                        format.get().dataType(found.schema(), options.payloadOptions()));
            }
            problem = what + " is a " + found.schema().kind() + " schema, which Kaspar cannot read yet";
        } catch (SchemaException e) {
            problem = what + ": " + e.getMessage()
                    + (found.schema().isMerged()
                            ? "; set " + side.versionOption()
                                    + " to latest, or to a number, for the columns of one version"
                            : "");
        }
        LOG.info("Read as bytes: {}", problem);
        return side == PayloadSide.KEY
                ? new PayloadSchema.Undecoded(problem)
                : new PayloadSchema.Unavailable(
                        problem + "; set " + side.formatOption() + "=binary to read the payload as bytes");
    }

    /** What is one schema of several records: all that are on top of it, where the options want that, and unions of records. */
    private Optional<PayloadSchema.Several> severalTypes(RegisteredSchema found, ResolveOptions options)
            throws SchemaException {
        boolean isSeveral = options.recordNames() instanceof RecordNames.All
                || (options.payloadOptions().unionNames() == UnionNames.TYPE
                        && TypeSearch.isUnionOfRecords(found, formats));
        if (isSeveral && found.schema().isMerged()) {
            throw severalMerged();
        }
        return isSeveral ? TypeSearch.allOf(found, formats, options.payloadOptions()) : Optional.empty();
    }

    private static SchemaException severalMerged() {
        return new SchemaException("value.schema.version=merged is for values of one record type");
    }

    private static Optional<RegisteredSchema> find(SchemaRegistry registry, String subject, VersionSelector selector)
            throws SchemaRegistryException, SchemaException {
        if (selector instanceof Pinned pinned) {
            return registry.version(subject, pinned.version());
        }
        if (selector instanceof Merged) {
            return SubjectVersions.merged(registry, subject);
        }
        return registry.latest(subject);
    }

    private static void requireNothingOf(SideOptions sideOptions, PayloadSide side, String topic)
            throws SchemaException {
        if (sideOptions.subject() != null || !(sideOptions.version() instanceof Latest)) {
            throw new SchemaException("a subject or version is set for the " + side.word() + " of topic " + topic
                    + ", but no registry; set schema.registry.url");
        }
    }

    private static SchemaException missing(
            SchemaRegistry registry, String subject, VersionSelector selector, PayloadSide side, String topic) {
        String what = selector instanceof Pinned ? "no such version of subject " + subject : "no subject " + subject;
        String version = selector instanceof Pinned pinned ? " (version " + pinned.version() + ")" : "";
        return new SchemaException("the registry at " + registry.location() + " has " + what + version
                + ", which the options ask for as the " + side.word() + " schema of topic " + topic + "; change "
                + side.subjectOption() + " or the version, or set " + side.formatOption()
                + " to read without a schema");
    }
}
