package io.kaspar.catalog.write;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.WeakHashMap;
import org.apache.spark.sql.connector.catalog.functions.UnboundFunction;

/**
 * The functions of statements that are planned now. Spark asks the catalog for them by names, right after a write has named one; they are
 * kept for as long as somebody else holds the name. Thread-safe.
 */
public final class SenderFunctions {
    private static final String PREFIX = "kaspar_sender_";

    /** Of this JVM: Spark hands a write no catalog, and a catalog no write. */
    private static final Map<SenderName, UnboundFunction> OF_THIS_JVM =
            Collections.synchronizedMap(new WeakHashMap<>());

    private SenderFunctions() {}

    /** Keeps its function for as long as it is held itself. */
    static final class SenderName {
        private final String text = PREFIX + UUID.randomUUID().toString().replace("-", "");

        private SenderName() {}

        String text() {
            return text;
        }
    }

    /** Gives a function a name that nobody can guess. */
    static SenderName name(SenderFunction function) {
        SenderName name = new SenderName();
        OF_THIS_JVM.put(name, function);
        return name;
    }

    /** The function that is called so. */
    public static Optional<UnboundFunction> find(String name) {
        if (!name.startsWith(PREFIX)) {
            return Optional.empty();
        }
        synchronized (OF_THIS_JVM) {
            return OF_THIS_JVM.entrySet().stream()
                    .filter(entry -> entry.getKey().text().equals(name))
                    .map(Map.Entry::getValue)
                    .findFirst();
        }
    }
}
