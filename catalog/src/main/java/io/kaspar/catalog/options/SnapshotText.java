package io.kaspar.catalog.options;

import io.kaspar.reader.log.OffsetRange;
import java.util.Collections;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What some partitions of a topic held at one moment, as text that people keep: {@code Ub4…xA/0:0-100@3,1:5-20@0} is the topic's id and two
 * partitions with their first offset, the offset after the last one, and the leader epoch of the last record.
 *
 * @param topicId Kafka's UUID in Kafka's text form, so that no other topic of the same name is meant
 * @param parts by partition, at least one
 */
public record SnapshotText(String topicId, SortedMap<Integer, Part> parts) {
    private static final int MOST_SHOWN = 100;
    private static final String PART = "(\\d{1,9}):(\\d{1,18})-(\\d{1,18})(?:@(\\d{1,9}))?";
    private static final Pattern ONE_PART = Pattern.compile(PART);
    private static final Pattern WHOLE = Pattern.compile("([A-Za-z0-9_-]{22})/(" + PART + "(?:," + PART + ")*)");

    public SnapshotText {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    /**
     * What a partition held.
     *
     * @param epoch of the leader that wrote the last record; empty where there is none, and in snapshots of copied directories
     */
    public record Part(OffsetRange range, OptionalInt epoch) {
        @Override
        public String toString() {
            return range.startOffset() + "-" + range.endOffset() + (epoch.isPresent() ? "@" + epoch.getAsInt() : "");
        }
    }

    /** Whether this is meant to be such a text, right or wrong, and no name: names have no slash. */
    public static boolean isMeant(String text) {
        return text.indexOf('/') >= 0;
    }

    /** @throws OptionException when the text is none of a snapshot */
    public static SnapshotText parse(String text) {
        Matcher whole = WHOLE.matcher(text.strip());
        if (!whole.matches()) {
            throw unreadable(text);
        }
        SortedMap<Integer, Part> parts = new TreeMap<>();
        for (String part : whole.group(2).split(",", -1)) {
            Matcher one = ONE_PART.matcher(part);
            if (!one.matches()) {
                throw unreadable(text);
            }
            long start = Long.parseLong(one.group(2));
            long end = Long.parseLong(one.group(3));
            OptionalInt epoch =
                    one.group(4) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(one.group(4)));
            if (end < start
                    || parts.put(Integer.parseInt(one.group(1)), new Part(new OffsetRange(start, end), epoch))
                            != null) {
                throw unreadable(text);
            }
        }
        return new SnapshotText(whole.group(1), parts);
    }

    private static OptionException unreadable(String text) {
        String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
        return new OptionException(
                "'" + shown + "' is no snapshot: one is written as"
                        + " <topic id>/<partition>:<start>-<end>@<leader epoch>,…, as SELECT kaspar.system.snapshot('orders') gives it");
    }

    /** As {@link #parse} takes it. */
    public String text() {
        return parts.entrySet().stream()
                .map(part -> part.getKey() + ":" + part.getValue())
                .collect(Collectors.joining(",", topicId + "/", ""));
    }
}
