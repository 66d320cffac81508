package io.kaspar.schema.resolve;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Subjects that are called after a topic and a record: {@code <topic>-<record's full name>}. */
final class RecordSubjects {
    private static final Pattern FULL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*");

    private RecordSubjects() {}

    static String subject(String topic, String recordName) {
        return topic + "-" + recordName;
    }

    /**
     * The names of records whose subjects a topic seems to have, in the order of the alphabet. Whether they are, their schemas
     * tell: {@code a-b} may be the record {@code b} of {@code a}, or have to do with neither.
     */
    static List<String> recordNames(String topic, Collection<String> subjects) {
        String prefix = subject(topic, "");
        return subjects.stream()
                .filter(subject -> subject.startsWith(prefix))
                .map(subject -> subject.substring(prefix.length()))
                .filter(RecordSubjects::mayBeRecord)
                .sorted()
                .toList();
    }

    /** What stands behind a topic's name and a dash in subjects, by topic, in the order of the alphabet. */
    static Map<String, List<String>> byTopic(Collection<String> topics, Collection<String> subjects) {
        Set<String> known = new HashSet<>(topics);
        Map<String, List<String>> byTopic = new HashMap<>();
        for (String subject : new TreeSet<>(subjects)) {
            for (int dash = subject.indexOf('-'); dash >= 0; dash = subject.indexOf('-', dash + 1)) {
                String topic = subject.substring(0, dash);
                if (known.contains(topic)) {
                    byTopic.computeIfAbsent(topic, added -> new ArrayList<>()).add(subject.substring(dash + 1));
                }
            }
        }
        return byTopic;
    }

    /** Whether it can be the full name of a record, and is no subject of a whole side. */
    static boolean mayBeRecord(String name) {
        return FULL_NAME.matcher(name).matches()
                && !name.equals(PayloadSide.KEY.word())
                && !name.equals(PayloadSide.VALUE.word());
    }
}
