package io.kaspar.testing.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Answers requests from the subjects, in the words of Confluent's REST API. */
final class FakeAnswers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String SUBJECT = "subject=";
    private static final String PREFIX = "subjectPrefix=";

    private final FakeSubjects subjects;
    private volatile Prefixes prefixes = Prefixes.KNOWN;

    /** What becomes of a request for the subjects that start with something. */
    enum Prefixes {
        KNOWN,
        IGNORED,
        REFUSED
    }

    FakeAnswers(FakeSubjects subjects) {
        this.subjects = subjects;
    }

    FakeResponse answer(String method, String path, String query, String body) throws JsonProcessingException {
        String[] parts = path.substring(1).split("/");
        for (int i = 0; i < parts.length; i++) {
            parts[i] = URLDecoder.decode(parts[i].replace("+", "%2B"), StandardCharsets.UTF_8);
        }
        String shape = method + " " + parts[0] + " " + parts.length;
        return switch (shape) {
            case "GET subjects 1" -> subjects(query);
            case "GET subjects 3" -> versions(parts[1]);
            case "GET subjects 4" -> version(parts[1], parts[3], query.contains("deleted=true"));
            case "GET schemas 4" -> versionsOf(Integer.parseInt(parts[2]));
            case "GET schemas 3" -> "guids".equals(parts[1]) ? byGuid(parts[2]) : byId(parts[2], query);
            case "POST subjects 2" -> lookUp(parts[1], body);
            case "POST subjects 3" -> register(parts[1], body);
            case "POST compatibility 4" -> FakeResponse.ok("{\"is_compatible\":true}");
            case "DELETE subjects 2" -> delete(parts[1]);
            default -> FakeResponse.error(404, 404, "HTTP 404 Not Found");
        };
    }

    private FakeResponse subjects(String query) throws JsonProcessingException {
        boolean isPart = query.startsWith(PREFIX);
        if (isPart && prefixes == Prefixes.REFUSED) {
            return FakeResponse.error(404, 404, "HTTP 404 Not Found");
        }
        String prefix = isPart && prefixes == Prefixes.KNOWN
                ? URLDecoder.decode(query.substring(PREFIX.length()), StandardCharsets.UTF_8)
                : "";
        return FakeResponse.ok(JSON.writeValueAsString(subjects.subjects().stream()
                .filter(subject -> subject.startsWith(prefix))
                .toList()));
    }

    void take(Prefixes taken) {
        prefixes = taken;
    }

    private FakeResponse versions(String subject) throws JsonProcessingException {
        int count = subjects.ids(subject).size();
        return count == 0
                ? noSubject(subject)
                : FakeResponse.ok(JSON.writeValueAsString(
                        IntStream.rangeClosed(1, count).boxed().toList()));
    }

    private FakeResponse versionsOf(int schemaId) throws JsonProcessingException {
        ArrayNode versions = JSON.createArrayNode();
        subjects.versionsOf(schemaId)
                .forEach((subject, version) ->
                        versions.addObject().put("subject", subject).put("version", version));
        return FakeResponse.ok(JSON.writeValueAsString(versions));
    }

    private FakeResponse version(String subject, String selector, boolean deleted) throws JsonProcessingException {
        List<Integer> ids = deleted ? subjects.idsEver(subject) : subjects.ids(subject);
        if (ids.isEmpty()) {
            return noSubject(subject);
        }
        boolean latest = "latest".equals(selector) || "-1".equals(selector);
        int version = latest ? ids.size() : Integer.parseInt(selector);
        if (version < 1 || version > ids.size()) {
            return FakeResponse.error(404, 40402, "Version " + version + " not found.");
        }
        int schemaId = ids.get(version - 1);
        ObjectNode node = JSON.createObjectNode();
        node.put("subject", subject).put("version", version).put("id", schemaId);
        return FakeResponse.ok(JSON.writeValueAsString(
                describe(node, subjects.byId(subject, schemaId).orElseThrow())));
    }

    private FakeResponse byId(String schemaId, String query) throws JsonProcessingException {
        String subject = query.startsWith(SUBJECT)
                ? URLDecoder.decode(query.substring(SUBJECT.length()), StandardCharsets.UTF_8)
                : "";
        Optional<FakeSchema> schema = subjects.byId(subject, Integer.parseInt(schemaId));
        return schema.isEmpty()
                ? FakeResponse.error(404, 40403, "Schema " + schemaId + " not found")
                : FakeResponse.ok(JSON.writeValueAsString(describe(JSON.createObjectNode(), schema.get())));
    }

    private FakeResponse byGuid(String guid) throws JsonProcessingException {
        Optional<FakeSchema> schema = subjects.byGuid(UUID.fromString(guid));
        return schema.isEmpty()
                ? FakeResponse.error(404, 40403, "Schema " + guid + " not found")
                : FakeResponse.ok(JSON.writeValueAsString(describe(JSON.createObjectNode(), schema.get())));
    }

    private FakeResponse lookUp(String subject, String body) throws JsonProcessingException {
        Optional<Integer> schemaId = subjects.idOf(subject, parse(body));
        int version = schemaId.map(subjects.ids(subject)::indexOf).orElse(-1) + 1;
        return version == 0
                ? FakeResponse.error(404, 40403, "Schema not found")
                : version(subject, Integer.toString(version), false);
    }

    private FakeResponse register(String subject, String body) throws JsonProcessingException {
        return FakeResponse.ok("{\"id\":" + subjects.register(subject, parse(body)) + "}");
    }

    private FakeResponse delete(String subject) throws JsonProcessingException {
        FakeResponse versions = versions(subject);
        subjects.delete(subject);
        return versions;
    }

    private static FakeResponse noSubject(String subject) {
        return FakeResponse.error(404, 40401, "Subject '" + subject + "' not found.");
    }

    private static FakeSchema parse(String body) throws JsonProcessingException {
        JsonNode node = JSON.readTree(body);
        List<FakeReference> references = new ArrayList<>();
        for (JsonNode reference : node.path("references")) {
            references.add(new FakeReference(
                    reference.path("name").asText(),
                    reference.path("subject").asText(),
                    reference.path("version").asInt()));
        }
        return new FakeSchema(
                node.path("schemaType").asText("AVRO"), node.path("schema").asText(), references);
    }

    /** Adds what is told about a schema; the type of an Avro schema goes without saying, as with Confluent's registry. */
    private static ObjectNode describe(ObjectNode node, FakeSchema schema) {
        if (!"AVRO".equals(schema.schemaType())) {
            node.put("schemaType", schema.schemaType());
        }
        node.put("schema", schema.text()).put("guid", schema.guid().toString());
        if (!schema.references().isEmpty()) {
            node.putPOJO("references", schema.references());
        }
        return node;
    }
}
