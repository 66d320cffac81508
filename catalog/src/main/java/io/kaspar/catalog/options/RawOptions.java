package io.kaspar.catalog.options;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings sorted by what they are: options, families of options, options of single topics. Holds credentials. */
final class RawOptions {
    private static final String TOPIC_PREFIX = "topic.";

    private final Set<OptionScope> scopes;
    private final Map<KasparOption, String> options = new HashMap<>();
    private final Map<KasparOption, Map<String, String>> families = new HashMap<>();
    private final Map<String, Map<KasparOption, String>> topics = new HashMap<>();

    private RawOptions(Set<OptionScope> scopes) {
        this.scopes = scopes;
    }

    /**
     * Sorts settings.
     *
     * @param scopes options of other scopes are refused
     * @throws OptionException for a name that is no option, or none for here; near names are listed
     */
    static RawOptions parse(Map<String, String> settings, Set<OptionScope> scopes) {
        RawOptions raw = new RawOptions(scopes);
        settings.forEach(raw::add);
        return raw;
    }

    Map<KasparOption, String> options() {
        return options;
    }

    /** The settings of a family by the rest of their names. */
    Map<String, String> family(KasparOption family) {
        return families.getOrDefault(family, Map.of());
    }

    /** Options of single topics, by topic. */
    Map<String, Map<KasparOption, String>> topics() {
        return topics;
    }

    private void add(String name, String value) {
        Optional<KasparOption> found =
                OptionTheme.allOptions().filter(option -> option.isCalled(name)).findFirst();
        if (found.isEmpty() && scopes.contains(OptionScope.CATALOG) && name.startsWith(TOPIC_PREFIX)) {
            addForTopic(name.substring(TOPIC_PREFIX.length()), name, value);
            return;
        }
        KasparOption option = found.orElseThrow(() -> unknown(name));
        if (option.scopes().stream().noneMatch(scopes::contains)) {
            throw misplaced(option, name);
        }
        if (option.isFamily()) {
            families.computeIfAbsent(option, ignored -> new HashMap<>())
                    .put(name.substring(option.familyPrefix().length()), value);
        } else {
            options.put(option, value);
        }
    }

    /** Topic names have dots as option names have, so the longest option name at the end counts. */
    private void addForTopic(String topicAndOption, String name, String value) {
        String lowerCase = topicAndOption.toLowerCase(Locale.ROOT);
        KasparOption option = topicOptions()
                .filter(candidate ->
                        lowerCase.endsWith("." + candidate.optionName().toLowerCase(Locale.ROOT)))
                .max(Comparator.comparingInt(candidate -> candidate.optionName().length()))
                .orElseThrow(() -> unknownForTopic(topicAndOption, name));
        String topic = topicAndOption.substring(
                0, topicAndOption.length() - option.optionName().length() - 1);
        if (topic.isEmpty()) {
            throw unknownForTopic(topicAndOption, name);
        }
        topics.computeIfAbsent(topic, ignored -> new HashMap<>()).put(option, value);
    }

    private OptionException unknown(String name) {
        Optional<String> answer = SparkConnectorNames.answer(name);
        if (answer.isPresent()) {
            return new OptionException("option " + name + " of Spark's Kafka connector is " + answer.get());
        }
        Stream<String> known = Stream.concat(
                OptionTheme.allOptions()
                        .filter(option -> option.scopes().stream().anyMatch(scopes::contains))
                        .map(KasparOption::optionName),
                scopes.contains(OptionScope.CATALOG) ? Stream.of("kafka.bootstrap.servers") : Stream.of());
        return new OptionException("there is no option " + name + NearNames.hint(NearNames.of(name, known)));
    }

    private static OptionException unknownForTopic(String topicAndOption, String name) {
        List<String> near = new ArrayList<>();
        for (int dot = topicAndOption.indexOf('.'); dot >= 0; dot = topicAndOption.indexOf('.', dot + 1)) {
            String candidate = topicAndOption.substring(dot + 1);
            near.addAll(NearNames.of(candidate, topicOptions().map(KasparOption::optionName)));
        }
        return new OptionException(
                "there is no option for a topic in " + name + NearNames.hint(near) + "; it is written "
                        + TOPIC_PREFIX + "<topic>.<option> with one of "
                        + topicOptions().map(KasparOption::optionName).collect(Collectors.joining(", ")));
    }

    private static OptionException misplaced(KasparOption option, String name) {
        String places = option.scopes().stream()
                .map(scope -> switch (scope) {
                    case CATALOG -> "for the catalog (spark.sql.catalog.<catalog>." + name + ")";
                    case TOPIC -> "for the topic (spark.sql.catalog.<catalog>.topic.<topic>." + name + ")";
                    case QUERY -> "for a query (WITH, or .option)";
                    case SOURCE -> "for format(\"kaspar\")";
                })
                .collect(Collectors.joining(" or "));
        return new OptionException("option " + name + " cannot be set here; set it " + places);
    }

    private static Stream<KasparOption> topicOptions() {
        return OptionTheme.allOptions().filter(option -> option.scopes().contains(OptionScope.TOPIC));
    }
}
