package io.kaspar.catalog.procedure.view;

import java.util.Map;

/**
 * A view or table of the session's catalog, and what it says of itself.
 *
 * @param catalog that a view was made for by us; empty when it was not
 * @param topic that it is of; empty when it is not ours
 * @param definition what it was made from, in short
 */
record ExistingView(String catalog, String topic, String definition) {
    private static final String CATALOG = "kaspar.view.catalog";
    private static final String TOPIC = "kaspar.view.topic";
    private static final String DEFINITION = "kaspar.view.definition";

    static final ExistingView FOREIGN = new ExistingView("", "", "");

    static ExistingView of(Map<String, String> properties) {
        String catalog = properties.getOrDefault(CATALOG, "");
        String topic = properties.getOrDefault(TOPIC, "");
        return catalog.isEmpty() || topic.isEmpty()
                ? FOREIGN
                : new ExistingView(catalog, topic, properties.getOrDefault(DEFINITION, ""));
    }

    /** The properties that say this. */
    Map<String, String> properties() {
        return Map.of(CATALOG, catalog, TOPIC, topic, DEFINITION, definition);
    }

    /** Whether it was made for this catalog. */
    boolean isOf(String otherCatalog) {
        return catalog.equals(otherCatalog);
    }
}
