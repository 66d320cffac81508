package io.kaspar.catalog;

import io.kaspar.catalog.options.Subscription;
import java.util.List;
import java.util.Optional;

/**
 * The name of a table with some of a topic's records: {@code topic$Type} for those of one type, or {@code topic$latest}. No topic has such a
 * name: Kafka allows letters, digits, dots, underscores and dashes in names of topics.
 *
 * @param type the record's simple or full name, or the word of a {@link RecordViewName}
 */
record TypeTableName(String topic, String type) {
    private static final char BETWEEN = Subscription.VIEW_MARK;

    /** Empty for the name of a topic. */
    static Optional<TypeTableName> parse(String table) {
        int place = table.indexOf(BETWEEN);
        return place < 1 || place == table.length() - 1
                ? Optional.empty()
                : Optional.of(new TypeTableName(table.substring(0, place), table.substring(place + 1)));
    }

    /** The topic of a table, whichever records it has. */
    static String topicOf(String table) {
        return parse(table).map(TypeTableName::topic).orElse(table);
    }

    static List<String> topicsOf(List<String> tables) {
        return tables.stream().map(TypeTableName::topicOf).toList();
    }

    /** As in a list of tables. */
    String text() {
        return topic + BETWEEN + type;
    }
}
