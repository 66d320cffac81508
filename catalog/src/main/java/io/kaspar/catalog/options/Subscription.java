package io.kaspar.catalog.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** The topics that a table without a catalog is of, as its options say. */
public sealed interface Subscription {
    /** Stands between a topic's name, which never has it, and what of the topic is meant. */
    char VIEW_MARK = '$';

    /** The options that name topics. */
    List<SourceOption> NAMING = List.of(SourceOption.TOPIC, SourceOption.SUBSCRIBE, SourceOption.PATH);

    /** Whether it may have a topic of this name. */
    boolean mayHave(String topic);

    /** The partitions that it has of its topics, where it says that; {@link PartitionChoice#ALL} else. */
    default PartitionChoice partitions(String topic) {
        return PartitionChoice.ALL;
    }

    /** The topics that have to be there; none where it does not name them. */
    List<String> named();

    /** What somebody wrote: names, or a pattern. */
    String label();

    /** What it is, in words: {@code the topic orders}. */
    @Override
    String toString();

    /**
     * By their names.
     *
     * @param topics at least one
     */
    record Named(List<String> topics) implements Subscription {
        public Named {
            topics = List.copyOf(topics);
        }

        @Override
        public List<String> named() {
            return topics;
        }

        @Override
        public String label() {
            return String.join(",", topics);
        }

        @Override
        public boolean mayHave(String topic) {
            return topics.contains(topic);
        }

        @Override
        public String toString() {
            return words(topics);
        }
    }

    /** All whose whole name matches, those that are made later too. */
    record Matching(Pattern pattern) implements Subscription {
        @Override
        public List<String> named() {
            return List.of();
        }

        @Override
        public String label() {
            return pattern.pattern();
        }

        @Override
        public boolean mayHave(String topic) {
            return pattern.matcher(topic).matches();
        }

        @Override
        public String toString() {
            return "the topics that match " + pattern;
        }
    }

    /** Some partitions of some topics. */
    record Assigned(SortedMap<String, Set<Integer>> partitions) implements Subscription {
        public Assigned {
            partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
        }

        @Override
        public List<String> named() {
            return partitions.keySet().stream().toList();
        }

        @Override
        public String label() {
            return String.join(",", named());
        }

        @Override
        public boolean mayHave(String topic) {
            return partitions.containsKey(topic);
        }

        @Override
        public PartitionChoice partitions(String topic) {
            return new PartitionChoice(partitions.getOrDefault(topic, Set.of()));
        }

        @Override
        public String toString() {
            return words(named()) + ", of which some partitions are assigned";
        }
    }

    private static String words(List<String> topics) {
        return (topics.size() == 1 ? "the topic " : "the topics ") + String.join(", ", topics);
    }

    /**
     * As options say.
     *
     * @throws OptionException when none does, several do, or one cannot be understood
     */
    static Subscription of(OptionValues values) {
        List<KasparOption> set = Stream.of(
                        SourceOption.TOPIC,
                        SourceOption.SUBSCRIBE,
                        SourceOption.PATH,
                        SourceOption.SUBSCRIBE_PATTERN,
                        SourceOption.ASSIGN)
                .filter(option -> values.find(option).isPresent())
                .map(KasparOption.class::cast)
                .toList();
        if (set.isEmpty()) {
            throw new OptionException("no topic is named; say load(\"topic\"), or set the option topic, as in"
                    + " CREATE TABLE t USING kaspar OPTIONS (topic '…')");
        }
        KasparOption option = set.get(0);
        if (set.size() > 1) {
            throw new OptionException("options " + option.optionName() + " and "
                    + set.get(1).optionName() + " both say which topics to read; set one of them");
        }
        if (option == SourceOption.SUBSCRIBE_PATTERN) {
            return matching(values);
        }
        return option == SourceOption.ASSIGN ? assigned(values) : named(values, option);
    }

    private static Subscription named(OptionValues values, KasparOption option) {
        String[] parts = values.text(option).split(",", -1); // no topic's name has one
        Set<String> topics = new TreeSet<>();
        for (String part : parts) {
            int view = part.indexOf(VIEW_MARK);
            if (view >= 0 && parts.length > 1) {
                throw new OptionException("option " + option.optionName() + " names " + part.strip()
                        + " among others; set the option view, which is for all of them");
            }
            String topic = (view < 0 ? part : part.substring(0, view)).strip();
            if (topic.isEmpty()) {
                throw values.badValue(option);
            }
            topics.add(topic);
        }
        return new Named(new ArrayList<>(topics));
    }

    /**
     * What stands behind the {@code $} of the table; empty for the topics as they are.
     *
     * @throws OptionException when two options say it
     */
    static Optional<String> view(OptionValues values) {
        Optional<String> behindTopic = NAMING.stream()
                .flatMap(option -> values.find(option).stream())
                .filter(topic -> topic.indexOf(VIEW_MARK) >= 0)
                .map(topic -> topic.substring(topic.indexOf(VIEW_MARK) + 1).strip())
                .findFirst();
        Optional<String> option = values.find(SourceOption.VIEW);
        if (behindTopic.isPresent() && option.isPresent()) {
            throw new OptionException("option view is " + option.get() + ", and the topic is named with $"
                    + behindTopic.get() + "; say it once");
        }
        return behindTopic.or(() -> option);
    }

    private static Subscription matching(OptionValues values) {
        try {
            return new Matching(Pattern.compile(values.text(SourceOption.SUBSCRIBE_PATTERN)));
        } catch (PatternSyntaxException e) {
            throw values.badValue(SourceOption.SUBSCRIBE_PATTERN);
        }
    }

    private static Subscription assigned(OptionValues values) {
        SortedMap<String, Set<Integer>> partitions = new TreeMap<>();
        for (Map.Entry<String, JsonNode> topic :
                assignment(values, values.text(SourceOption.ASSIGN)).properties()) {
            Set<Integer> numbers = new TreeSet<>();
            for (JsonNode number : topic.getValue()) {
                if (!number.canConvertToInt() || !number.isIntegralNumber() || number.intValue() < 0) {
                    throw values.badValue(SourceOption.ASSIGN);
                }
                numbers.add(number.intValue());
            }
            if (!topic.getValue().isArray() || numbers.isEmpty()) {
                throw values.badValue(SourceOption.ASSIGN);
            }
            partitions.put(topic.getKey(), numbers);
        }
        if (partitions.isEmpty()) {
            throw values.badValue(SourceOption.ASSIGN);
        }
        return new Assigned(partitions);
    }

    private static JsonNode assignment(OptionValues values, String text) {
        try {
            JsonNode root = new ObjectMapper().readTree(text);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw values.badValue(SourceOption.ASSIGN);
        }
        throw values.badValue(SourceOption.ASSIGN);
    }
}
