package io.kaspar.reader.scan;

import io.kaspar.reader.column.FieldWords;
import io.kaspar.reader.column.ValueWords;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text field of a record's value that says what the record does.
 *
 * @param isRequired whether a record that says nothing there is an error in {@link MalformedMode#FAILFAST}; else it replaces
 * @param words what can be there
 * @param effects of each word
 */
record ChangeField(String name, boolean isRequired, List<String> words, List<KeyEffect> effects) {
    private static final List<String> LETTERS = List.of("c", "r", "u", "d", "t", "m");
    private static final List<KeyEffect> OF_LETTERS = List.of(
            KeyEffect.REPLACES,
            KeyEffect.REPLACES,
            KeyEffect.REPLACES,
            KeyEffect.REMOVES,
            KeyEffect.CLEARS,
            KeyEffect.NONE);

    /** Of a change as Debezium writes it: create, read by a snapshot, update, delete, truncate, a message of the database's log. */
    static final List<ChangeField> OF_CHANGES = List.of(new ChangeField("op", true, LETTERS, OF_LETTERS));

    private static final List<ChangeField> OF_ROWS = List.of(
            new ChangeField(
                    "__deleted", false, List.of("true", "false"), List.of(KeyEffect.REMOVES, KeyEffect.REPLACES)),
            new ChangeField("__op", false, LETTERS, OF_LETTERS));

    ChangeField {
        words = List.copyOf(words);
        effects = List.copyOf(effects);
    }

    /** Those of rows that Debezium unwrapped: the ones that a topic's values have. */
    static List<ChangeField> ofRows(ScanSpec spec) {
        return OF_ROWS.stream().filter(field -> field.toRead().isIn(spec)).toList();
    }

    FieldWords toRead() {
        return new FieldWords(name, words);
    }

    /**
     * What a record does, as far as this field says; null when it says what nobody knows.
     *
     * @param word what is there, as {@link ValueWords} numbers it
     */
    @Nullable
    KeyEffect effect(int word) {
        if (word >= 0) {
            return effects.get(word);
        }
        return word == ValueWords.NONE && !isRequired ? KeyEffect.REPLACES : null;
    }
}
