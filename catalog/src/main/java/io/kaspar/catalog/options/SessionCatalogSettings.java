package io.kaspar.catalog.options;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the session's catalog hands over of a table of its own: the options of {@code CREATE TABLE … OPTIONS (…)}, each under its
 * name and once more with a prefix, and properties, which are the user's and no options. Holds credentials.
 */
public final class SessionCatalogSettings {
    /** What Spark shows instead of a secret. */
    static final String HIDDEN = "*********(redacted)";

    private static final String OPTION_PREFIX = "option.";
    private static final String PROVIDER = "provider";
    private static final String PATH = "path";
    private static final String LOCATION = "location";

    private final Map<String, String> settings;

    private SessionCatalogSettings(Map<String, String> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** Empty when these are no settings of a table, but options alone. */
    public static Optional<SessionCatalogSettings> of(Map<String, String> settings) {
        return settings.containsKey(PROVIDER) ? Optional.of(new SessionCatalogSettings(settings)) : Optional.empty();
    }

    /** The options among the settings, misspelt ones too. Where the table's files would be is none. */
    Map<String, String> options() {
        Map<String, String> options = new HashMap<>();
        settings.forEach((name, value) -> {
            if (name.startsWith(OPTION_PREFIX)) {
                options.put(name.substring(OPTION_PREFIX.length()), value);
            }
        });
        return options;
    }

    /**
     * To be called when a table is made; later Spark names a place for files itself.
     *
     * @throws OptionException when the statement names one
     */
    public void requireNoLocation() {
        if (settings.containsKey(PATH)) {
            throw new OptionException("a topic has no files of Spark's, which LOCATION and the option path would name;"
                    + " name the topic with OPTIONS (topic '…')");
        }
    }

    /** What statements may show of the settings, in such a way that the table can be made anew of it, but for secrets. */
    public Map<String, String> shown() {
        Map<String, String> shown = new TreeMap<>();
        settings.forEach((name, value) -> {
            if (!name.equals(PATH) && !name.equals(LOCATION)) {
                shown.put(name, shown(name, value));
            }
        });
        return shown;
    }

    private static String shown(String name, String value) {
        boolean isAddressWithLogin = value.contains("://") && value.contains("@");
        return Secrets.isSecret(name) || isAddressWithLogin ? HIDDEN : value;
    }

    @Override
    public String toString() {
        return "SessionCatalogSettings" + settings.keySet();
    }
}
