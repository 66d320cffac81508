package io.kaspar.testing.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What the fake registry holds: subjects with their versions, and schemas by id. Thread-safe.
 *
 * <p>A subject {@code :.name:subject} lies in a context of its own, which counts its ids from 1, as Confluent's registry does.
 */
final class FakeSubjects {
    private final Map<String, List<Integer>> idsBySubject = new LinkedHashMap<>();
    private final Map<String, Map<Integer, FakeSchema>> schemasById = new LinkedHashMap<>();
    private final TreeSet<String> deleted = new TreeSet<>();

    /** The schema's id; the subject gets a new version unless it already holds the schema. */
    synchronized int register(String subject, FakeSchema schema) {
        Map<Integer, FakeSchema> ofContext =
                schemasById.computeIfAbsent(context(subject), name -> new LinkedHashMap<>());
        int schemaId = idOf(subject, schema).orElseGet(() -> ofContext.size() + 1);
        ofContext.put(schemaId, schema);
        deleted.remove(subject);
        List<Integer> ids = idsBySubject.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!ids.contains(schemaId)) {
            ids.add(schemaId);
        }
        return schemaId;
    }

    private static String context(String subject) {
        return subject.startsWith(":.") ? subject.substring(0, subject.indexOf(':', 2) + 1) : "";
    }

    private Map<Integer, FakeSchema> inContextOf(String subject) {
        return schemasById.getOrDefault(context(subject), Map.of());
    }

    /** The id of a schema in the context of a subject. */
    synchronized Optional<Integer> idOf(String subject, FakeSchema schema) {
        return inContextOf(subject).entrySet().stream()
                .filter(entry -> entry.getValue().equals(schema))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Soft-deletes: its schemas are still found by id. */
    synchronized void delete(String subject) {
        deleted.add(subject);
    }

    synchronized List<String> subjects() {
        return idsBySubject.keySet().stream()
                .filter(name -> !deleted.contains(name))
                .toList();
    }

    /** The ids of the subject's versions, version 1 first; empty when there is no such subject. */
    synchronized List<Integer> ids(String subject) {
        return deleted.contains(subject) ? List.of() : List.copyOf(idsBySubject.getOrDefault(subject, List.of()));
    }

    /** As {@link #ids}, deleted or not. */
    synchronized List<Integer> idsEver(String subject) {
        return List.copyOf(idsBySubject.getOrDefault(subject, List.of()));
    }

    /** The subjects that a schema of the default context is a version of, deleted or not, each with that version. */
    synchronized Map<String, Integer> versionsOf(int schemaId) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        idsBySubject.forEach((subject, ids) -> {
            if (context(subject).isEmpty() && ids.contains(schemaId)) {
                versions.put(subject, ids.indexOf(schemaId) + 1);
            }
        });
        return versions;
    }

    /** @param subject one of the context that the id is meant in; empty for the default one */
    synchronized Optional<FakeSchema> byId(String subject, int schemaId) {
        return Optional.ofNullable(inContextOf(subject).get(schemaId));
    }

    synchronized Optional<FakeSchema> byGuid(UUID guid) {
        return schemasById.values().stream()
                .flatMap(ofContext -> ofContext.values().stream())
                .filter(schema -> schema.guid().equals(guid))
                .findFirst();
    }
}
