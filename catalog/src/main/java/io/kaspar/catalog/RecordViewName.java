package io.kaspar.catalog;

import io.kaspar.reader.task.RecordView;
import java.util.Arrays;
import java.util.Optional;

/**
 * What stands behind the {@code $} of a table with some of a topic's records, chosen by their keys. These words win over record
 * types of the same name, so that a name keeps its meaning whatever the registry gets: such a type is found by its full name.
 */
enum RecordViewName {
    LATEST(
            "latest",
            RecordView.LATEST,
            "the last record of each key and partition of topic %s, without keys whose last record has no value");

    private final String word;
    private final RecordView view;
    private final String comment;

    RecordViewName(String word, RecordView view, String comment) {
        this.word = word;
        this.view = view;
        this.comment = comment;
    }

    /** Empty for any other word. */
    static Optional<RecordViewName> of(String word) {
        return Arrays.stream(values()).filter(view -> view.word.equals(word)).findFirst();
    }

    RecordView view() {
        return view;
    }

    /** What the table is. */
    String comment(String topic) {
        return String.format(comment, topic);
    }
}
