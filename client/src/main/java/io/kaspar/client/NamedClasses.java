package io.kaspar.client;

import java.net.URL;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SecurityConfig;

/** The classes that settings of Kafka clients name, Kafka's own left out. */
final class NamedClasses {
    private static final String ONE_CLASS = ".class";
    private static final String CLASS_FILE = ".class";
    private static final Set<String> LISTS =
            Set.of(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, SecurityConfig.SECURITY_PROVIDERS_CONFIG);
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
    private static final Pattern LOGIN_MODULE = Pattern.compile("(?:\\A|;)\\s*([\\w.$]+)");

    private NamedClasses() {}

    /**
     * Whether the settings mean the same classes in two class loaders.
     *
     * @param names which classes are Kafka's: one client has one copy of them
     */
    static boolean areSame(
            Map<String, String> kafkaProperties, RelocatedNames names, ClassLoader one, ClassLoader other) {
        return !isLoginOfTheJvm(kafkaProperties)
                && names(kafkaProperties)
                        .filter(name -> !names.isDocumented(name) && !names.isActual(name))
                        .allMatch(name -> isSame(name, one, other));
    }

    /** A login of which the JVM's own JAAS file tells; nobody but Java knows which classes that names. */
    private static boolean isLoginOfTheJvm(Map<String, String> kafkaProperties) {
        return kafkaProperties
                        .getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "")
                        .toUpperCase(Locale.ROOT)
                        .startsWith("SASL_")
                && !kafkaProperties.containsKey(SaslConfigs.SASL_JAAS_CONFIG);
    }

    private static Stream<String> names(Map<String, String> kafkaProperties) {
        return kafkaProperties.entrySet().stream().flatMap(setting -> names(setting.getKey(), setting.getValue()));
    }

    /** What is no class is left out: a password must not be looked for as if it were one. */
    static Stream<String> names(String setting, String value) {
        if (setting.equals(SaslConfigs.SASL_JAAS_CONFIG)) {
            // A password may have a semicolon in it, after which a login module stands elsewhere.
            String unquoted = QUOTED.matcher(value).replaceAll("");
            return LOGIN_MODULE.matcher(unquoted).results().map(module -> module.group(1));
        }
        if (setting.endsWith(ONE_CLASS) || LISTS.contains(setting)) {
            return Arrays.stream(value.split(",")).map(String::strip).filter(name -> !name.isEmpty());
        }
        return Stream.empty();
    }

    private static boolean isSame(String name, ClassLoader one, ClassLoader other) {
        String path = name.replace('.', '/') + CLASS_FILE;
        URL here = one.getResource(path);
        URL there = other.getResource(path);
        return here != null && there != null && here.toString().equals(there.toString());
    }
}
