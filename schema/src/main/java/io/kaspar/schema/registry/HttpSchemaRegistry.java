package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.SchemaText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A registry that speaks Confluent's REST API. */
final class HttpSchemaRegistry implements SchemaRegistry {
    private static final String ALL_SUBJECTS = "";
    /** A topic is often queried just before its first producer registers: as long as facts about topics are remembered by default. */
    private static final long MISSING_TTL_MS = 5_000;

    private final RegistryHttp http;
    private final RegistryAnswers answers;
    private final ReferenceResolver references = new ReferenceResolver(this::referenced);
    private final SingleFlightCache<String, List<String>> subjects;
    private final SingleFlightCache<String, List<Integer>> versions;
    private final SingleFlightCache<String, Optional<RegisteredSchema>> latest;
    private final SingleFlightCache<SubjectVersion, Optional<RegisteredSchema>> bySubject;
    private final SingleFlightCache<SubjectVersion, UnresolvedSchema> referenced;
    private final SingleFlightCache<ContextId, SchemaText> byId;
    private final SingleFlightCache<UUID, SchemaText> byGuid;

    HttpSchemaRegistry(RegistryHttp http, long latestTtlMs, Clock clock) {
        this.http = http;
        this.answers = new RegistryAnswers(http.location());
        this.subjects = new SingleFlightCache<>(clock, value -> latestTtlMs);
        this.versions = new SingleFlightCache<>(clock, value -> latestTtlMs);
        long missingTtlMs = Math.min(latestTtlMs, MISSING_TTL_MS);
        this.latest = new SingleFlightCache<>(clock, value -> value.isPresent() ? latestTtlMs : missingTtlMs);
        this.bySubject =
                new SingleFlightCache<>(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingTtlMs);
        this.referenced = new SingleFlightCache<>(clock, value -> SingleFlightCache.FOR_EVER);
        this.byId = new SingleFlightCache<>(clock, value -> SingleFlightCache.FOR_EVER);
        this.byGuid = new SingleFlightCache<>(clock, value -> SingleFlightCache.FOR_EVER);
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
                key -> registered(key.subject(), Integer.toString(key.version())));
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
        return byGuid.get(guid, key -> {
            Optional<JsonNode> answer = http.get("/schemas/guids/" + key);
            if (answer.isEmpty()) {
                throw SchemaRegistryException.unknown(
                        "the registry at " + location() + " knows no schema with GUID " + key + ", or no GUIDs at all");
            }
            return references.resolve(answers.schema(answer.get()), RegistryContext.DEFAULT);
        });
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
        return byId.get(contextId, key -> {
            Optional<JsonNode> answer = http.get("/schemas/ids/" + key.schemaId() + query);
            if (answer.isEmpty()) {
                throw SchemaRegistryException.unknown(
                        "the registry at " + location() + " knows no schema with id " + key.schemaId());
            }
            return references.resolve(answers.schema(answer.get()), key.context());
        });
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
        byId.put(new ContextId(context, schemaId), text);
        return Optional.of(registered);
    }

    private UnresolvedSchema referenced(SubjectVersion version) throws SchemaRegistryException {
        return referenced.get(version, key -> {
            // A schema that others refer to can have been soft-deleted since.
            Optional<JsonNode> answer = http.get(subjectPath(key.subject()) + "/" + key.version() + "?deleted=true");
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
