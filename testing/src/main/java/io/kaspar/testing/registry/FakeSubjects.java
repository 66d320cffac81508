package io.kaspar.testing.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** What the fake registry holds: subjects with their versions, and schemas by id. Thread-safe. */
final class FakeSubjects {
    private final Map<String, List<Integer>> idsBySubject = new LinkedHashMap<>();
    private final Map<Integer, FakeSchema> schemasById = new LinkedHashMap<>();
    private final TreeSet<String> deleted = new TreeSet<>();

    /** The schema's id; the subject gets a new version unless it already holds the schema. */
    synchronized int register(String subject, FakeSchema schema) {
        int schemaId = idOf(schema).orElseGet(() -> schemasById.size() + 1);
        schemasById.put(schemaId, schema);
        deleted.remove(subject);
        List<Integer> ids = idsBySubject.computeIfAbsent(subject, name -> new ArrayList<>());
        if (!ids.contains(schemaId)) {
            ids.add(schemaId);
        }
        return schemaId;
    }

    synchronized Optional<Integer> idOf(FakeSchema schema) {
        return schemasById.entrySet().stream()
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

    /** The subjects that a schema is a version of, deleted or not, each with that version. */
    synchronized Map<String, Integer> versionsOf(int schemaId) {
        Map<String, Integer> versions = new LinkedHashMap<>();
        idsBySubject.forEach((subject, ids) -> {
            if (ids.contains(schemaId)) {
                versions.put(subject, ids.indexOf(schemaId) + 1);
            }
        });
        return versions;
    }

    synchronized Optional<FakeSchema> byId(int schemaId) {
        return Optional.ofNullable(schemasById.get(schemaId));
    }

    synchronized Optional<FakeSchema> byGuid(UUID guid) {
        return schemasById.values().stream()
                .filter(schema -> schema.guid().equals(guid))
                .findFirst();
    }
}
