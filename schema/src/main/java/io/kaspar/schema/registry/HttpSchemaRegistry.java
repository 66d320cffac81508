package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.ApicurioIdKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A registry that speaks Confluent's REST API. */
final class HttpSchemaRegistry implements SchemaRegistry {
    private static final String ALL_SUBJECTS = "";
    private static final String INCLUDING_DELETED = "?deleted=true";

    private final RegistryHttp http;
    private final ApicurioSchemas apicurio;
    private final RegistryCaches caches;
    private final boolean normalizes;
    private final Cancellation cancellation;
    private final RegistryAnswers answers;
    private final ReferenceResolver references = new ReferenceResolver(this::referenced);

    /** @param normalizes whether schemas that are registered are brought into the registry's own form first */
    HttpSchemaRegistry(RegistryHttp http, ApicurioSchemas apicurio, RegistryCaches caches, boolean normalizes) {
        this(http, apicurio, caches, normalizes, Cancellation.NEVER);
    }

    private HttpSchemaRegistry(
            RegistryHttp http,
            ApicurioSchemas apicurio,
            RegistryCaches caches,
            boolean normalizes,
            Cancellation cancellation) {
        this.http = http;
        this.apicurio = apicurio;
        this.caches = caches;
        this.normalizes = normalizes;
        this.cancellation = cancellation;
        this.answers = new RegistryAnswers(http.location());
    }

    @Override
    public SchemaRegistry endedBy(Cancellation ending) {
        return new HttpSchemaRegistry(http, apicurio, caches, normalizes, ending);
    }

    @Override
    public String location() {
        return http.location();
    }

    @Override
    public List<String> subjects() throws SchemaRegistryException {
        return caches.subjects.get(ALL_SUBJECTS, this::askSubjects, cancellation);
    }

    /** A registry that does not know the parameter answers with all subjects; it is not asked so again. */
    @Override
    public List<String> subjectsStartingWith(String prefix) throws SchemaRegistryException {
        if (caches.prefixes.mayAskFor(prefix)) {
            List<String> found = caches.subjects.get(prefix, this::askSubjects, cancellation);
            if (found.stream().allMatch(subject -> subject.startsWith(prefix))) {
                return found;
            }
            caches.prefixes.areIgnored();
        }
        return SchemaRegistry.super.subjectsStartingWith(prefix);
    }

    private List<String> askSubjects(String prefix) throws SchemaRegistryException {
        boolean areAll = prefix.equals(ALL_SUBJECTS);
        Optional<JsonNode> answer = get("/subjects" + (areAll ? "" : "?subjectPrefix=" + encode(prefix)));
        if (answer.isPresent()) {
            return answers.strings(answer.get());
        }
        return areAll ? List.of() : askSubjects(ALL_SUBJECTS);
    }

    @Override
    public List<Integer> versions(String subject) throws SchemaRegistryException {
        return caches.versions.get(
                subject,
                key -> {
                    Optional<JsonNode> answer = get(subjectPath(key));
                    return answer.isPresent() ? answers.versions(answer.get()) : List.of();
                },
                cancellation);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) throws SchemaRegistryException {
        return caches.latest.get(subject, key -> registered(key, "latest"), cancellation);
    }

    @Override
    public Optional<RegisteredSchema> version(String subject, int version) throws SchemaRegistryException {
        return caches.bySubject.get(
                new SubjectVersion(subject, version),
                // A version that somebody names is wanted even when it has been soft-deleted since.
                key -> registered(key.subject(), key.version() + INCLUDING_DELETED),
                cancellation);
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        return byId(new RegistryCaches.ContextId(RegistryContext.DEFAULT, schemaId), "");
    }

    @Override
    public SchemaText byId(int schemaId, String subject) throws SchemaRegistryException {
        String context = RegistryContext.of(subject);
        String query = context.equals(RegistryContext.DEFAULT) ? "" : "?subject=" + encode(subject);
        return byId(new RegistryCaches.ContextId(context, schemaId), query);
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        Optional<SchemaText> found =
                caches.byGuid.get(guid, key -> schema("/schemas/guids/" + key, RegistryContext.DEFAULT), cancellation);
        return found.orElseThrow(() -> SchemaRegistryException.unknown(
                "the registry at " + location() + " knows no schema with GUID " + guid + ", or no GUIDs at all"));
    }

    @Override
    public SchemaText byApicurioId(ApicurioIdKind idKind, long id, SchemaKind schemaKind)
            throws SchemaRegistryException {
        ApicurioSchemas.ApicurioId asked = new ApicurioSchemas.ApicurioId(idKind, id);
        Optional<SchemaText> found = caches.byApicurioId.get(
                new RegistryCaches.ApicurioSchema(asked, schemaKind),
                key -> apicurio.find(key.id(), key.kind(), cancellation),
                cancellation);
        return found.orElseThrow(() ->
                SchemaRegistryException.unknown("the registry at " + location() + " knows no schema with " + asked));
    }

    @Override
    public Optional<UUID> guid(SubjectVersion version) throws SchemaRegistryException {
        Optional<JsonNode> answer = get(subjectPath(version.subject()) + "/" + version.version());
        return answer.isEmpty() ? Optional.empty() : answers.guid(answer.get());
    }

    @Override
    public long apicurioId(ApicurioIdKind idKind, SubjectVersion version) throws SchemaRegistryException {
        return apicurio.idOf(idKind, version, cancellation);
    }

    @Override
    public List<SubjectVersion> subjectsOf(int schemaId) throws SchemaRegistryException {
        Optional<JsonNode> answer = get("/schemas/ids/" + schemaId + "/versions" + INCLUDING_DELETED);
        return answer.isPresent() ? answers.subjectVersions(answer.get()) : List.of();
    }

    /** By the level of compatibility that the subject has. Messages may be missing; a registry that has no such question answers 404. */
    @Override
    public Optional<String> incompatibility(String subject, SchemaText schema) throws SchemaRegistryException {
        Optional<JsonNode> answer = http.post(
                "/compatibility" + subjectPath(subject) + "?verbose=true" + (normalizes ? "&normalize=true" : ""),
                RegistryPosts.schema(schema),
                cancellation);
        return answer.isEmpty() ? Optional.empty() : answers.incompatibility(answer.get());
    }

    @Override
    public int register(String subject, SchemaText schema) throws SchemaRegistryException {
        Optional<JsonNode> answer = http.post(
                subjectPath(subject) + (normalizes ? "?normalize=true" : ""),
                RegistryPosts.schema(schema),
                cancellation);
        if (answer.isEmpty()) {
            throw new SchemaRegistryException("the registry at " + location() + " takes no schemas");
        }
        forget(subject);
        return answers.integer(answer.get(), "id");
    }

    @Override
    public void forget(String subject) {
        caches.forgetIf(subject::equals);
    }

    @Override
    public void forgetStartingWith(String prefix) {
        caches.forgetIf(subject -> subject.startsWith(prefix));
    }

    /** Forgets everything; connections close by themselves when idle. */
    @Override
    public void close() {
        caches.clear();
    }

    private Optional<JsonNode> get(String path) throws SchemaRegistryException {
        return http.get(path, cancellation);
    }

    private Optional<SchemaText> schema(String path, String context) throws SchemaRegistryException {
        Optional<JsonNode> answer = get(path);
        return answer.isEmpty()
                ? Optional.empty()
                : Optional.of(references.resolve(answers.schema(answer.get()), context));
    }

    private SchemaText byId(RegistryCaches.ContextId contextId, String query) throws SchemaRegistryException {
        Optional<SchemaText> found = caches.byId.get(
                contextId, key -> schema("/schemas/ids/" + key.schemaId() + query, key.context()), cancellation);
        return found.orElseThrow(() -> SchemaRegistryException.unknown(
                "the registry at " + location() + " knows no schema with id " + contextId.schemaId()));
    }

    private Optional<RegisteredSchema> registered(String subject, String selector) throws SchemaRegistryException {
        Optional<JsonNode> answer = get(subjectPath(subject) + "/" + selector);
        if (answer.isEmpty()) {
            return Optional.empty();
        }
        String context = RegistryContext.of(subject);
        SchemaText text = references.resolve(answers.schema(answer.get()), context);
        int schemaId = answers.integer(answer.get(), "id");
        RegisteredSchema registered =
                new RegisteredSchema(subject, answers.integer(answer.get(), "version"), schemaId, text);
        caches.byId.put(new RegistryCaches.ContextId(context, schemaId), Optional.of(text));
        return Optional.of(registered);
    }

    private UnresolvedSchema referenced(SubjectVersion version) throws SchemaRegistryException {
        return caches.referenced.get(version, this::askReferenced, cancellation);
    }

    private UnresolvedSchema askReferenced(SubjectVersion version) throws SchemaRegistryException {
        // A schema that others refer to can have been soft-deleted since.
        Optional<JsonNode> answer = get(subjectPath(version.subject()) + "/" + version.version() + INCLUDING_DELETED);
        if (answer.isEmpty()) {
            throw new SchemaRegistryException("the registry at " + location() + " has no version " + version.version()
                    + " of subject " + version.subject() + ", which another schema refers to");
        }
        return answers.schema(answer.get());
    }

    private static String subjectPath(String subject) {
        return "/subjects/" + encode(subject) + "/versions";
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
