package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.TypeMark;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSchema.Several;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the record types of a topic's values. */
final class TypeSearch {
    private static final Logger LOG = LoggerFactory.getLogger(TypeSearch.class);

    /** Each is a request and a column. */
    static final int MAX_TYPES = 200;

    /** So many versions of one subject are searched for a record. */
    private static final int MAX_VERSIONS = 100;

    private final SchemaRegistry registry;
    private final PayloadFormats formats;
    private final String topic;
    private final ResolveOptions options;

    TypeSearch(SchemaRegistry registry, PayloadFormats formats, String topic, ResolveOptions options) {
        this.registry = registry;
        this.formats = formats;
        this.topic = topic;
        this.options = options;
    }

    /** The records that have subjects of the name {@code <topic>-<record's full name>}; empty when there is none. */
    Optional<Several> bySubjects() throws SchemaRegistryException, SchemaException {
        List<String> names =
                RecordSubjects.recordNames(topic, registry.subjectsStartingWith(RecordSubjects.subject(topic, "")));
        if (names.size() > MAX_TYPES) {
            throw new SchemaException("the registry at " + registry.location() + " has " + names.size()
                    + " subjects whose names begin with " + RecordSubjects.subject(topic, "") + ", and " + MAX_TYPES
                    + " record types are the most that one table has; list those of topic " + topic
                    + " in value.record.names");
        }
        List<TopicType> found = new ArrayList<>();
        for (String name : names) {
            String subject = RecordSubjects.subject(topic, name);
            Optional<RegisteredSchema> latest = registry.latest(subject);
            if (latest.isPresent()) {
                readable(latest.get(), name).ifPresent(found::add);
            }
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(Several.of(found, options.payloadOptions()));
    }

    /** A subject whose schema is of another record, or cannot be read, is none of the topic's types. */
    private Optional<TopicType> readable(RegisteredSchema latest, String recordName) {
        try {
            Optional<TopicType> type = type(latest, recordName);
            if (type.isEmpty()) {
                LOG.debug("Subject {} has no record {}", latest.subject(), recordName);
            }
            return type;
        } catch (SchemaException e) {
            LOG.info(
                    "Subject {} is none of the types of topic {}: its schema cannot be read",
                    latest.subject(),
                    topic,
                    e);
            return Optional.empty();
        }
    }

    /** The records of these full names, each under its own subject, or all under the topic's only one. */
    Several listed(List<String> fullNames) throws SchemaRegistryException, SchemaException {
        List<TopicType> found = new ArrayList<>();
        for (String fullName : fullNames) {
            found.add(isOneSubject() ? inVersions(fullName) : inOwnSubject(fullName));
        }
        return Several.of(found, options.payloadOptions());
    }

    private boolean isOneSubject() {
        return options.value().subject() != null || options.strategy() == SubjectStrategy.TOPIC_NAME;
    }

    private TopicType inOwnSubject(String fullName) throws SchemaRegistryException, SchemaException {
        if (options.value().version() instanceof VersionSelector.Pinned) {
            throw new SchemaException(
                    "value.schema.version names a version of one subject, and value.record.names of topic " + topic
                            + " means a subject for each record; set one of the two only");
        }
        String subject = options.strategy().subject(topic, PayloadSide.VALUE, fullName);
        RegisteredSchema latest =
                registry.latest(subject).orElseThrow(() -> missing(fullName, "no subject " + subject));
        return type(latest, fullName)
                .orElseThrow(() -> missing(fullName, "no record of this name in subject " + subject));
    }

    /** The newest version that has the record: without compatibility rules a subject may hold one type after the other. */
    private TopicType inVersions(String fullName) throws SchemaRegistryException, SchemaException {
        String given = options.value().subject();
        String subject = given != null ? given : options.strategy().subject(topic, PayloadSide.VALUE, null);
        List<Integer> versions = new ArrayList<>(
                options.value().version() instanceof VersionSelector.Pinned pinned
                        ? List.of(pinned.version())
                        : registry.versions(subject));
        Collections.reverse(versions);
        for (int version : versions.subList(0, Math.min(versions.size(), MAX_VERSIONS))) {
            Optional<RegisteredSchema> schema = registry.version(subject, version);
            Optional<TopicType> type = schema.isPresent() ? type(schema.get(), fullName) : Optional.empty();
            if (type.isPresent()) {
                return type.get();
            }
        }
        throw missing(
                fullName,
                versions.isEmpty() ? "no subject " + subject : "no record of this name in subject " + subject);
    }

    private SchemaException missing(String fullName, String what) {
        return new SchemaException("value.record.names of topic " + topic + " names " + fullName
                + ", but the registry at " + registry.location() + " has " + what);
    }

    private Optional<TopicType> type(RegisteredSchema schema, String fullName) throws SchemaException {
        Optional<PayloadFormat> format = formats.find(schema.schema().kind());
        if (format.isEmpty()) {
            throw new SchemaException("subject " + schema.subject() + " holds "
                    + schema.schema().kind() + " schemas, which Kaspar cannot read yet");
        }
        Optional<RecordType> found = format.get().recordTypes(schema.schema()).top().stream()
                .filter(type -> type.fullName().equals(fullName))
                .findFirst();
        return found.isPresent()
                ? Optional.of(topicType(schema, found.get(), format.get(), options.payloadOptions()))
                : Optional.empty();
    }

    /** All records on top of one schema. Empty for payloads that are no records. */
    static Optional<Several> allOf(RegisteredSchema schema, PayloadFormats formats, PayloadOptions options)
            throws SchemaException {
        Optional<PayloadFormat> format = formats.find(schema.schema().kind());
        if (format.isEmpty()) {
            return Optional.empty();
        }
        List<TopicType> found = new ArrayList<>();
        for (RecordType type : format.get().recordTypes(schema.schema()).top()) {
            found.add(topicType(schema, type, format.get(), options));
        }
        return found.isEmpty() ? Optional.empty() : Optional.of(Several.of(found, options));
    }

    /** Whether each payload of a schema says that it is one of several records, as those of a union do. */
    static boolean isUnionOfRecords(RegisteredSchema schema, PayloadFormats formats) throws SchemaException {
        Optional<PayloadFormat> format = formats.find(schema.schema().kind());
        if (format.isEmpty()) {
            return false;
        }
        RecordTypes types = format.get().recordTypes(schema.schema());
        return types.mark() == TypeMark.BRANCH && types.areAll() && types.top().size() > 1;
    }

    private static TopicType topicType(
            RegisteredSchema schema, RecordType type, PayloadFormat format, PayloadOptions options)
            throws SchemaException {
        return new TopicType(
                type.simpleName(),
                schema.subject(),
                schema.version(),
                schema.schemaId(),
                schema.schema().registered(),
                type,
                format.dataType(type.schema(), options));
    }
}
