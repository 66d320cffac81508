package io.kaspar.catalog.procedure.view;

import java.util.Map;
import java.util.Optional;

/** A place for views. */
interface ViewStore {

    /** All tables and views that are there, by name. */
    Map<String, ExistingView> all();

    /** Makes a view, or makes it anew; otherwise tells why it cannot be made. */
    Optional<String> put(String name, ViewDefinition definition);

    /** Removes a view; otherwise tells why it cannot be removed. */
    Optional<String> drop(String name);
}
