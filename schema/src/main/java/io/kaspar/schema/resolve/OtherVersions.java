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

    static KnownSchemas of(PayloadSchema.Registered table, SchemaRegistry registry) {
        Map<Integer, SchemaText> byId = new HashMap<>();
        try {
            add(table, registry, byId);
        } catch (SchemaRegistryException e) {
            LOG.info("Not all versions of subject {} are known before the query starts", table.subject(), e);
        }
        return new KnownSchemas(byId);
    }

    private static void add(PayloadSchema.Registered table, SchemaRegistry registry, Map<Integer, SchemaText> byId)
            throws SchemaRegistryException {
        long startNanos = System.nanoTime();
        long characters = 0;
        List<Integer> versions = registry.versions(table.subject());
        int oldest = Math.max(0, versions.size() - MAX_VERSIONS);
        for (int i = versions.size() - 1; i >= oldest && System.nanoTime() - startNanos < MAX_NANOS; i--) {
            if (versions.get(i) == table.version()) {
                continue;
            }
            Optional<RegisteredSchema> found = registry.version(table.subject(), versions.get(i));
            if (found.isPresent()) {
                SchemaText text = found.get().schema();
                characters += characters(text);
                if (characters > MAX_CHARACTERS) {
                    return;
                }
                byId.put(found.get().schemaId(), text);
            }
        }
    }

    private static long characters(SchemaText text) {
        return text.text().length()
                + text.references().stream()
                        .mapToLong(reference -> reference.text().length())
                        .sum();
    }
}
