package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the other versions of a subject once, on the driver, so that not every executor asks for each of them in the same
 * second. What it does not get, tasks ask for themselves.
 */
final class OtherVersions {
    private static final Logger LOG = LoggerFactory.getLogger(OtherVersions.class);

    /** The newest ones: what is older is rarely in a topic still. */
    static final int MAX_VERSIONS = 20;

    /** All texts together; they go into every task. */
    static final int MAX_CHARACTERS = 4 << 20;

    private static final long MAX_NANOS = TimeUnit.SECONDS.toNanos(2);

    private OtherVersions() {}

    /**
     * The other versions of some subjects.
     *
     * @param newest versions that are known, by subject
     */
    static KnownSchemas of(Map<String, Integer> newest, SchemaRegistry registry) {
        Reading reading = new Reading(registry);
        newest.forEach(reading::read);
        return new KnownSchemas(reading.byId);
    }

    /** All subjects of one topic share the limits. */
    private static final class Reading {
        private final long startNanos = System.nanoTime();
        private final Map<Integer, SchemaText> byId = new HashMap<>();
        private final SchemaRegistry registry;
        private long characters;

        Reading(SchemaRegistry registry) {
            this.registry = registry;
        }

        private void read(String subject, int known) {
            try {
                add(subject, known);
            } catch (SchemaRegistryException e) {
                LOG.info("Not all versions of subject {} are known before the query starts", subject, e);
            }
        }

        private void add(String subject, int known) throws SchemaRegistryException {
            if (isEnough()) {
                return;
            }
            List<Integer> versions = registry.versions(subject);
            int oldest = Math.max(0, versions.size() - MAX_VERSIONS);
            for (int i = versions.size() - 1; i >= oldest && !isEnough(); i--) {
                if (versions.get(i) == known) {
                    continue;
                }
                Optional<RegisteredSchema> found = registry.version(subject, versions.get(i));
                if (found.isPresent()) {
                    SchemaText text = found.get().schema();
                    characters += characters(text);
                    if (!isEnough()) {
                        byId.put(found.get().schemaId(), text);
                    }
                }
            }
        }

        private boolean isEnough() {
            return characters > MAX_CHARACTERS || System.nanoTime() - startNanos >= MAX_NANOS;
        }
    }

    private static long characters(SchemaText text) {
        return text.text().length()
                + text.references().stream()
                        .mapToLong(reference -> reference.text().length())
                        .sum();
    }
}
