package io.kaspar.catalog.options;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which partitions of a topic are read.
 *
 * @param numbers of the chosen ones; empty for all
 */
public record PartitionChoice(Set<Integer> numbers) {
    /** All that a topic has, also later. */
    public static final PartitionChoice ALL = new PartitionChoice(Set.of());

    private static final Pattern PART = Pattern.compile("\\s*(\\d{1,6})\\s*(?:-\\s*(\\d{1,6})\\s*)?");

    public PartitionChoice {
        numbers = Set.copyOf(numbers);
    }

    static PartitionChoice of(OptionValues values) {
        Optional<String> text = values.find(BoundOption.PARTITIONS);
        if (text.isEmpty()) {
            return ALL;
        }
        Set<Integer> numbers = new TreeSet<>();
        for (String part : text.get().split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw values.badValue(BoundOption.PARTITIONS);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first) {
                throw values.badValue(BoundOption.PARTITIONS);
            }
            IntStream.rangeClosed(first, last).forEach(numbers::add);
        }
        return new PartitionChoice(numbers);
    }

    /**
     * The chosen ones of a topic.
     *
     * @throws OptionException when it has no such partition
     */
    public Set<Integer> of(String topic, int partitionCount) {
        if (numbers.isEmpty()) {
            return IntStream.range(0, partitionCount).boxed().collect(Collectors.toCollection(TreeSet::new));
        }
        for (int number : new TreeSet<>(numbers)) {
            if (number >= partitionCount) {
                throw new OptionException("topic " + topic + " has no partition " + number
                        + ", which the options name: it has the partitions 0 to " + (partitionCount - 1));
            }
        }
        return new TreeSet<>(numbers);
    }

    /**
     * Those of some partitions that a snapshot of the topic has.
     *
     * @throws OptionException when one is chosen that it has not
     */
    PartitionChoice within(Set<Integer> snapshot, String topic) {
        if (numbers.isEmpty()) {
            return new PartitionChoice(snapshot);
        }
        for (int number : new TreeSet<>(numbers)) {
            if (!snapshot.contains(number)) {
                throw new OptionException(
                        "the snapshot of topic " + topic + " has no partition " + number + ", which the options name");
            }
        }
        return this;
    }
}
