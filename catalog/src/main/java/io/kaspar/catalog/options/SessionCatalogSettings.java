package io.kaspar.catalog.options;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the session's catalog hands over of a table of its own: options, options once more with a prefix, and its own. */
final class SessionCatalogSettings {
    private static final String OPTION_PREFIX = "option.";
    private static final Set<String> ITS_OWN = Set.of(
            "owner",
            "provider",
            "location",
            "comment",
            "external",
            "collation",
            "is_managed_location",
            "table_type",
            "transient_lastDdlTime",
            "serialization.format");

    private SessionCatalogSettings() {}

    /** The options among the settings. */
    static Map<String, String> options(Map<String, String> settings) {
        Map<String, String> options = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(OPTION_PREFIX)) {
                options.putIfAbsent(name.substring(OPTION_PREFIX.length()), value);
            } else if (!ITS_OWN.contains(name)) {
                options.put(name, value);
            }
        });
        return options;
    }
}
