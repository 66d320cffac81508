package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What a registry answered, for all who ask it: each kind of answer up to a number of bytes. Thread-safe. */
final class RegistryCaches {
    /** For each kind of answer. */
    private static final long MAX_BYTES = 32L << 20;

    /** By the prefix of their names. */
    final SingleFlightCache<String, List<String>> subjects;

    final SubjectPrefixes prefixes = new SubjectPrefixes();
    final SingleFlightCache<String, List<Integer>> versions;
    final SingleFlightCache<String, Optional<RegisteredSchema>> latest;
    final SingleFlightCache<SubjectVersion, Optional<RegisteredSchema>> bySubject;
    final SingleFlightCache<SubjectVersion, UnresolvedSchema> referenced;
    final SingleFlightCache<ContextId, Optional<SchemaText>> byId;
    final SingleFlightCache<UUID, Optional<SchemaText>> byGuid;
    final SingleFlightCache<ApicurioSchema, Optional<SchemaText>> byApicurioId;

    /**
     * @param latestTtlMs how long the newest version of a subject is remembered
     * @param missingTtlMs how long it is remembered that there is no such thing
     */
    RegistryCaches(long latestTtlMs, long missingTtlMs, Clock clock) {
        long missingMs = Math.min(latestTtlMs, missingTtlMs);
        // what a topic's types are searched in must not lack new ones for longer than a subject that was asked for
        subjects = cache(clock, value -> missingMs, AnswerBytes::ofNames);
        versions = cache(clock, value -> value.isEmpty() ? missingMs : latestTtlMs, AnswerBytes::ofNumbers);
        latest = cache(clock, value -> value.isPresent() ? latestTtlMs : missingMs, AnswerBytes::ofRegistered);
        bySubject = cache(
                clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofRegistered);
        referenced = cache(clock, value -> SingleFlightCache.FOR_EVER, AnswerBytes::ofUnresolved);
        byId = cache(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofText);
        byGuid = cache(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofText);
        byApicurioId =
                cache(clock, value -> value.isPresent() ? SingleFlightCache.FOR_EVER : missingMs, AnswerBytes::ofText);
    }

    private static <K, V> SingleFlightCache<K, V> cache(Clock clock, ToLongFunction<V> ttlMs, ToLongFunction<V> bytes) {
        return new SingleFlightCache<>(clock, ttlMs, bytes, MAX_BYTES);
    }

    /** Ids are unique in a context only. */
    record ContextId(String context, int schemaId) {}

    /** A schema by an id of Apicurio's, taken for one of a kind. */
    record ApicurioSchema(ApicurioSchemas.ApicurioId id, SchemaKind kind) {}

    /** Forgets the newest versions of some subjects, and what goes with that. */
    void forgetIf(Predicate<String> isForgotten) {
        subjects.clear();
        versions.forgetIf(isForgotten);
        latest.forgetIf(isForgotten);
        bySubject.forgetIf(version -> isForgotten.test(version.subject()));
    }

    void clear() {
        List.of(subjects, versions, latest, bySubject, referenced, byId, byGuid, byApicurioId)
                .forEach(SingleFlightCache::clear);
    }
}
