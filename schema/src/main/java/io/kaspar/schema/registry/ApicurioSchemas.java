package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.ApicurioIdKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks Apicurio's registry for schemas by ids of its own, which its Confluent-compatible interface does not tell apart. Thread-safe.
 *
 * <p>Its own interface lies beside that one: {@code /apis/registry/v3}, or {@code v2} in older ones.
 */
final class ApicurioSchemas {
    private static final String NEWER = "/apis/registry/v3";
    private static final String OLDER = "/apis/registry/v2";
    private static final String DEFAULT_GROUP = "default";

    /** What a server says that has nothing at such a path; what has the path and no such id says it in other words. */
    private static final String NO_SUCH_PATH = "NotFoundException";

    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final @Nullable RegistryHttp http;
    private final String location;
    /** The interface that answered; null before one did. */
    private volatile @Nullable String api;

    /**
     * @param http of the addresses that Apicurio's interfaces lie below; null where no address is one of them
     * @param location of the registry, for messages
     */
    ApicurioSchemas(@Nullable RegistryHttp http, String location) {
        this.http = http;
        this.location = location;
    }

    /** A number that Apicurio's registry knows a schema by. */
    record ApicurioId(ApicurioIdKind kind, long id) {
        @Override
        public String toString() {
            return kind.optionValue() + " id " + id;
        }
    }

    /**
     * The schema with this id; empty when the registry knows none.
     *
     * @param kind what the schema is taken for: Apicurio tells texts by their ids, and not of which kind they are
     */
    Optional<SchemaText> find(ApicurioId id, SchemaKind kind, Cancellation cancellation)
            throws SchemaRegistryException {
        if (http == null) {
            throw noApicurio();
        }
        String path = "/ids/" + (id.kind() == ApicurioIdKind.CONTENT ? "contentIds/" : "globalIds/") + id.id();
        Optional<String> text = text(http, path, cancellation);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        List<SchemaText.Reference> references = new ArrayList<>();
        collect(http, path, references, new HashSet<>(), cancellation);
        return Optional.of(new SchemaText(kind, text.get(), references));
    }

    /** The id of a version, whose artifact has the subject's name, in the default group. */
    long idOf(ApicurioIdKind kind, SubjectVersion version, Cancellation cancellation) throws SchemaRegistryException {
        if (http == null) {
            throw noApicurio();
        }
        String path = artifact(DEFAULT_GROUP, version.subject(), Integer.toString(version.version()));
        Optional<String> facts = text(http, path, "", "/meta", cancellation);
        JsonNode id = facts.isEmpty()
                ? null
                : json(facts.get(), path).path(kind == ApicurioIdKind.CONTENT ? "contentId" : "globalId");
        if (id == null || !id.isIntegralNumber()) {
            throw SchemaRegistryException.unknown("the registry at " + location + " has no " + kind.optionValue()
                    + " id at " + path + ", by which Apicurio's deserializers ask for schemas");
        }
        return id.longValue();
    }

    private static String artifact(String group, String id, String version) {
        return "/groups/" + HttpSchemaRegistry.encode(group) + "/artifacts/" + HttpSchemaRegistry.encode(id)
                + "/versions/" + HttpSchemaRegistry.encode(version);
    }

    private SchemaRegistryException noApicurio() {
        return SchemaRegistryException.unknown("only Apicurio's registry knows schemas by such ids, and "
                + OptionNames.URL + " is no address of one (…/apis/ccompat/v7): it is " + location);
    }

    /** As {@link ReferenceResolver} does it: each name once, before those that refer to it. */
    private void collect(
            RegistryHttp asked,
            String path,
            List<SchemaText.Reference> resolved,
            Set<String> seen,
            Cancellation cancellation)
            throws SchemaRegistryException {
        Optional<String> list = text(asked, path + "/references", cancellation);
        if (list.isEmpty()) {
            throw nonsense(path + "/references");
        }
        for (JsonNode reference : array(list.get(), path)) {
            String name = field(reference, "name", path);
            if (!seen.add(name)) {
                continue;
            }
            if (seen.size() > ReferenceResolver.MAX_REFERENCES) {
                throw new SchemaRegistryException("a schema refers to more than " + ReferenceResolver.MAX_REFERENCES
                        + " others, the last one " + name);
            }
            String target = artifact(
                    reference.path("groupId").asText(DEFAULT_GROUP),
                    field(reference, "artifactId", path),
                    field(reference, "version", path));
            Optional<String> text = text(asked, target, "/content", "", cancellation);
            if (text.isEmpty()) {
                throw new SchemaRegistryException("the registry at " + location + " has nothing at " + target
                        + ", which another schema refers to");
            }
            collect(asked, target, resolved, seen, cancellation);
            resolved.add(new SchemaText.Reference(name, text.get()));
        }
    }

    private Optional<String> text(RegistryHttp asked, String path, Cancellation cancellation)
            throws SchemaRegistryException {
        return text(asked, path, "", "", cancellation);
    }

    /** @param newerRest what is behind the path in the newer interface */
    private Optional<String> text(
            RegistryHttp asked, String path, String newerRest, String olderRest, Cancellation cancellation)
            throws SchemaRegistryException {
        String known = api;
        for (String tried : known == null ? List.of(NEWER, OLDER) : List.of(known)) {
            String whole = tried + path + (tried.equals(NEWER) ? newerRest : olderRest);
            HttpAnswer answer = asked.ask(whole, cancellation);
            if (answer.status() == OK) {
                api = tried;
                return Optional.of(new String(answer.body(), StandardCharsets.UTF_8));
            }
            if (answer.status() != NOT_FOUND) {
                throw asked.refusal(answer, whole);
            }
            String name = errorName(answer);
            if (!name.isEmpty() && !name.equals(NO_SUCH_PATH)) {
                api = tried;
                return Optional.empty();
            }
        }
        throw SchemaRegistryException.unknown(
                "the registry at " + location + " has nothing at " + OLDER + " and " + NEWER + " beside its address in "
                        + OptionNames.URL + ", where Apicurio's registry tells schemas by such ids");
    }

    /** What a server calls its error. */
    private static String errorName(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body()).path("name").asText("");
        } catch (IOException e) {
            return ""; // a page in HTML is no word of a registry
        }
    }

    private JsonNode array(String text, String path) throws SchemaRegistryException {
        JsonNode node = json(text, path);
        if (!node.isArray()) {
            throw nonsense(path);
        }
        return node;
    }

    private JsonNode json(String text, String path) throws SchemaRegistryException {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new SchemaRegistryException(String.valueOf(nonsense(path).getMessage()), e);
        }
    }

    private String field(JsonNode node, String name, String path) throws SchemaRegistryException {
        JsonNode value = node.path(name);
        if (!value.isTextual()) {
            throw nonsense(path);
        }
        return value.textValue();
    }

    private SchemaRegistryException nonsense(String path) {
        return new SchemaRegistryException("the registry at " + location + " answered " + path
                + " with something that is no list of references: is it Apicurio's? check " + OptionNames.URL);
    }
}
