package io.kaspar.catalog;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.connector.catalog.Identifier;

/** Which topics a name in a query may mean: topics have no namespaces, but dots, and tools want a namespace. */
final class TopicNames {
    /** Stands for "no namespace" where a tool insists on one. */
    static final String DEFAULT_NAMESPACE = "default";

    private TopicNames() {}

    /** The possible topics, in the order they are tried: {@code default.orders} may be called so, or be {@code orders}. */
    static List<String> candidates(Identifier identifier) {
        List<String> parts = new ArrayList<>(List.of(identifier.namespace()));
        parts.add(identifier.name());
        String whole = String.join(".", parts);
        if (parts.size() > 1 && parts.get(0).equals(DEFAULT_NAMESPACE)) {
            return List.of(whole, String.join(".", parts.subList(1, parts.size())));
        }
        return List.of(whole);
    }

    /** Whether this namespace holds all topics. */
    static boolean isWhole(String[] namespace) {
        return namespace.length == 0 || (namespace.length == 1 && namespace[0].equals(DEFAULT_NAMESPACE));
    }

    /** What the names of the topics in a namespace start with. */
    static String prefix(String[] namespace) {
        return isWhole(namespace) ? "" : String.join(".", namespace) + ".";
    }
}
