package io.kaspar.shell.complete;

import io.kaspar.shell.sql.TypedStatement;
import java.util.List;
import org.jline.reader.CompletingParsedLine;

/** The part of the line that a completion replaces: the last part of a name, up to the cursor. */
public record TypedName(String line, int cursor, String word) implements CompletingParsedLine {
    public static TypedName at(String line, int cursor) {
        return new TypedName(line, cursor, TypedStatement.at(line, cursor).typed());
    }

    @Override
    public int wordCursor() {
        return word.length();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word);
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return word.length();
    }

    @Override
    public int rawWordLength() {
        return word.length();
    }
}
