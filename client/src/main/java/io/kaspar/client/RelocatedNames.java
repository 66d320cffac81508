package io.kaspar.client;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * How Kafka's packages are called in its documentation, and where they are.
 *
 * @param documented {@code org.apache.kafka}
 * @param actual the same, or the package it was moved to
 */
record RelocatedNames(String documented, String actual) {

    /** The names of the client that this code runs with. */
    static RelocatedNames ofThisClient() {
        // Put together at run time: the tool that relocates classes rewrites strings that look like their names as
        // well.
        String documented = String.join(".", "org", "apache", "kafka");
        String adminPackage = AdminClientConfig.class.getPackageName();
        return new RelocatedNames(
                documented, adminPackage.substring(0, adminPackage.length() - ".clients.admin".length()));
    }

    boolean isRelocated() {
        return !documented.equals(actual);
    }

    /** Where a documented class is; other names stay as they are. */
    String relocate(String className) {
        return isDocumented(className) ? actual + className.substring(documented.length()) : className;
    }

    boolean isDocumented(String className) {
        return className.startsWith(documented + ".");
    }

    boolean isActual(String className) {
        return className.startsWith(actual + ".");
    }

    /** A setting's value with relocated class names in it; passwords and the like stay as they are. */
    String inSetting(String name, String value) {
        if (!isRelocated()) {
            return value;
        }
        if (name.endsWith(SaslConfigs.SASL_JAAS_CONFIG)) {
            return inJaasConfig(value);
        }
        return Arrays.stream(value.split(",", -1))
                .map(element ->
                        element.isBlank() ? element : element.replace(element.strip(), relocate(element.strip())))
                .collect(Collectors.joining(","));
    }

    /** Login modules stand at the start of an entry, which ends with a semicolon; everything else may be a secret. */
    private String inJaasConfig(String value) {
        Pattern loginModule = Pattern.compile("(\\A|;)(\\s*)" + Pattern.quote(documented + "."));
        return loginModule.matcher(value).replaceAll("$1$2" + Matcher.quoteReplacement(actual + "."));
    }
}
