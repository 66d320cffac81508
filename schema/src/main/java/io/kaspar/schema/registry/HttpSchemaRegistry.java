package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.SchemaText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;

/** A registry that speaks Confluent's REST API. */
final class HttpSchemaRegistry implements SchemaRegistry {
    private static final String ALL_SUBJECTS = "";
    private static final String INCLUDING_DELETED = "?deleted=true";

    /** For each kind of answer. */
    private static final long MAX_CACHE_BYTES = 32L << 20;

    private final RegistryHttp http;
    private final RegistryAnswers answers;
    private final ReferenceResolver references = new ReferenceResolver(this::referenced);
    private final SingleFlightCache<String, List<String>> subjects;
    private final SingleFlightCache<String, List<Integer>> versions;
    private final SingleFlightCache<String, Optional<RegisteredSchema>> latest;
    private final SingleFlightCache<SubjectVersion, Optional<RegisteredSchema>> bySubject;
    private final SingleFlightCache<SubjectVersion, UnresolvedSchema> referenced;
    private final SingleFlightCache<ContextId, Optional<SchemaText>> byId;
    private final SingleFlightCache<UUID, Optional<SchemaText>> byGuid;

    /**
     * @param latestTtlMs how long the newest version of a subject is remembered
     * @param missingTtlMs how long it is remembered that there is no such thing
     */
    HttpSchemaRegistry(RegistryHttp http, long latestTtlMs, long missingTtlMs, Clock clock) {
        this.http = http;
        this.answers = new RegistryAnswers(http.location());
        long missingMs = Math.min(latestTtlMs, missingTtlMs);
        this.subjects = cache(clock, value -> latestTtlMs, AnswerBytes::ofNames);
        this.versions = cache(clock, value -> value.isEmpty() ? missingMs : latestTtlMs, AnswerBytes::ofNumbers);
        this.latest = cache(clock, value -> value.isPresent() ? latestTtlMs : missingMs, AnswerBytes::ofRegistered);
        this.bySubject = cache(
                clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofRegistered);
        this.referenced = cache(clock, value -> SingleFlightCache.FOR_EVER, AnswerBytes::ofUnresolved);
        this.byId =
                cache(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofText);
        this.byGuid =
                cache(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofText);
    }

    private static <K, V> SingleFlightCache<K, V> cache(Clock clock, ToLongFunction<V> ttlMs, ToLongFunction<V> bytes) {
        return new SingleFlightCache<>(clock, ttlMs, bytes, MAX_CACHE_BYTES);
    }

    @Override
    public String location() {
        return http.location();
    }

    @Override
    public List<String> subjects() throws SchemaRegistryException {
        return subjects.get(ALL_SUBJECTS, key -> {
            Optional<JsonNode> answer = http.get("/subjects");
            return answer.isPresent() ? answers.strings(answer.get()) : List.of();
        });
    }

    @Override
    public List<Integer> versions(String subject) throws SchemaRegistryException {
        return versions.get(subject, key -> {
            Optional<JsonNode> answer = http.get(subjectPath(key));
            return answer.isPresent() ? answers.versions(answer.get()) : List.of();
        });
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) throws SchemaRegistryException {
        return latest.get(subject, key -> registered(key, "latest"));
    }

    @Override
    public Optional<RegisteredSchema> version(String subject, int version) throws SchemaRegistryException {
        return bySubject.get(
                new SubjectVersion(subject, version),
                // A version that somebody names is wanted even when it has been soft-deleted since.
                key -> registered(key.subject(), key.version() + INCLUDING_DELETED));
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        return byId(new ContextId(RegistryContext.DEFAULT, schemaId), "");
    }

    @Override
    public SchemaText byId(int schemaId, String subject) throws SchemaRegistryException {
        String context = RegistryContext.of(subject);
        String query = context.equals(RegistryContext.DEFAULT) ? "" : "?subject=" + encode(subject);
        return byId(new ContextId(context, schemaId), query);
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        Optional<SchemaText> found = byGuid.get(guid, key -> {
            Optional<JsonNode> answer = http.get("/schemas/guids/" + key);
            return answer.isEmpty()
                    ? Optional.empty()
                    : Optional.of(references.resolve(answers.schema(answer.get()), RegistryContext.DEFAULT));
        });
        return found.orElseThrow(() -> SchemaRegistryException.unknown(
                "the registry at " + location() + " knows no schema with GUID " + guid + ", or no GUIDs at all"));
    }

    @Override
    public List<SubjectVersion> subjectsOf(int schemaId) throws SchemaRegistryException {
        Optional<JsonNode> answer = http.get("/schemas/ids/" + schemaId + "/versions" + INCLUDING_DELETED);
        return answer.isPresent() ? answers.subjectVersions(answer.get()) : List.of();
    }

    @Override
    public void forget(String subject) {
        subjects.clear();
        versions.forgetIf(subject::equals);
        latest.forgetIf(subject::equals);
        bySubject.forgetIf(version -> version.subject().equals(subject));
    }

    /** Forgets everything; connections close by themselves when idle. */
    @Override
    public void close() {
        List.of(subjects, versions, latest, bySubject, referenced, byId, byGuid).forEach(SingleFlightCache::clear);
    }

    private SchemaText byId(ContextId contextId, String query) throws SchemaRegistryException {
        Optional<SchemaText> found = byId.get(contextId, key -> {
            Optional<JsonNode> answer = http.get("/schemas/ids/" + key.schemaId() + query);
            return answer.isEmpty()
                    ? Optional.empty()
                    : Optional.of(references.resolve(answers.schema(answer.get()), key.context()));
        });
        return found.orElseThrow(() -> SchemaRegistryException.unknown(
                "the registry at " + location() + " knows no schema with id " + contextId.schemaId()));
    }

    private Optional<RegisteredSchema> registered(String subject, String selector) throws SchemaRegistryException {
        Optional<JsonNode> answer = http.get(subjectPath(subject) + "/" + selector);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        String context = RegistryContext.of(subject);
        SchemaText text = references.resolve(answers.schema(answer.get()), context);
        int schemaId = answers.integer(answer.get(), "id");
        RegisteredSchema registered =
                new RegisteredSchema(subject, answers.integer(answer.get(), "version"), schemaId, text);
        byId.put(new ContextId(context, schemaId), Optional.of(text));
        return Optional.of(registered);
    }

    private UnresolvedSchema referenced(SubjectVersion version) throws SchemaRegistryException {
        return referenced.get(version, key -> {
            // A schema that others refer to can have been soft-deleted since.
            Optional<JsonNode> answer = http.get(subjectPath(key.subject()) + "/" + key.version() + INCLUDING_DELETED);
            if (answer.isEmpty()) {
                throw new SchemaRegistryException("the registry at " + location() + " has no version " + key.version()
                        + " of subject " + key.subject() + ", which another schema refers to");
            }
            return answers.schema(answer.get());
        });
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encode(subject) + "/versions";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Ids are unique in a context only. */
    private record ContextId(String context, int schemaId) {}
}
