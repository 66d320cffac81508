package io.kaspar.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Identifier;

/** Which topics a name in a query may mean: topics have no namespaces, but dots, and tools want a namespace. */
final class TopicNames {
    /** Stands for "no namespace" where a tool insists on one. */
    static final String DEFAULT_NAMESPACE = "default";

    /**
     * The same, where {@code USE} leads, and what lists of namespaces show. Spark's {@code catalog.listTables()} takes the name of the current namespace for a database
     * of its session catalog, if there is one of that name, as there always is for {@code default}; it cannot name the empty one at all.
     */
    static final String CURRENT_NAMESPACE = "all_topics";

    private static final Set<String> WHOLE = Set.of(DEFAULT_NAMESPACE, CURRENT_NAMESPACE);

    private TopicNames() {}

    /**
     * The possible topics, in the order they are tried. {@code default.orders} is the topic {@code orders}, as lists of the
     * namespace show it; only if there is none it may be a topic of that whole name.
     */
    static List<String> candidates(Identifier identifier) {
        List<String> parts = new ArrayList<>(List.of(identifier.namespace()));
        parts.add(identifier.name());
        String whole = String.join(".", parts);
        if (parts.size() > 1 && WHOLE.contains(parts.get(0))) {
            return List.of(String.join(".", parts.subList(1, parts.size())), whole);
        }
        return List.of(whole);
    }

    /** Whether this namespace holds all topics. */
    static boolean isWhole(String[] namespace) {
        return namespace.length == 0 || (namespace.length == 1 && WHOLE.contains(namespace[0]));
    }

    /** What the names of the topics in a namespace start with. */
    static String prefix(String[] namespace) {
        return isWhole(namespace) ? "" : String.join(".", namespace) + ".";
    }
}
