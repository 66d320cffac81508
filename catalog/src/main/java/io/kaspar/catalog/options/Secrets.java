package io.kaspar.catalog.options;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which settings are secret, and takes their values out of texts. Never printed. */
public final class Secrets {
    /**
     * What {@code spark.redaction.regex} should be, so that Spark hides the catalog's secrets where it shows a session's
     * configuration: Spark's own default, and what that misses of the catalog's settings.
     */
    public static final String SPARK_REDACTION_REGEX =
            "(?i)secret|password|token|access[.]?key|jaas|user[.]info|request[.]header|registry[.]url";

    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i)password|secret|token(?!\\.endpoint)|credential(?!s\\.source)|jaas|user\\.info"
                    + "|keystore\\.key|certificate\\.chain|request\\.header|private\\.key|assertion");
    private static final Pattern JAAS_VALUE = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");
    private static final int SHORTEST = 3;
    private static final String HIDDEN = "(hidden)";

    private final List<String> values;

    private Secrets(Set<String> values) {
        // the longest first, so that a value that holds another one goes as a whole
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Whether the value of a setting of this name must never be shown. */
    public static boolean isSecret(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** The secrets among these settings, those inside a JAAS line included. */
    public static Secrets of(Map<String, String> settings) {
        Set<String> values = new LinkedHashSet<>();
        settings.forEach((name, value) -> {
            if (isSecret(name)) {
                values.add(value);
                values.add(value.substring(value.indexOf(':') + 1));
                addQuoted(value, values);
            }
        });
        return new Secrets(values);
    }

    private static void addQuoted(String value, Set<String> values) {
        Matcher matcher = JAAS_VALUE.matcher(value);
        while (matcher.find()) {
            if (isSecret(matcher.group(1))) {
                values.add(matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
            }
        }
    }

    /** The text without any secret. */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, HIDDEN);
        }
        return masked;
    }

    /** Whether no message of a throwable or of its causes holds a secret. */
    public boolean areAbsentFrom(Throwable throwable) {
        for (Throwable cause = throwable; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (!mask(text).equals(text)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return "Secrets" + HIDDEN;
    }
}
