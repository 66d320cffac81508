package io.kaspar.shell.sql;

/**
 * A piece of SQL.
 *
 * @param text what it says: a name without its back-quotes, everything else as it is written
 * @param start its first character's index
 * @param end the index after its last character
 * @param isClosed false for quotes and comments that the text ends in
 */
public record SqlToken(Kind kind, String text, int start, int end, boolean isClosed) {
    /** What a token is. */
    public enum Kind {
        /** Letters, digits and underscores: a name, a keyword or a number. */
        NAME,
        QUOTED_NAME,
        STRING,
        COMMENT,
        SYMBOL
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    boolean isWord(String word) {
        return kind == Kind.NAME && text.equalsIgnoreCase(word);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    /** Whether what is typed at this place becomes a part of this token, or its end. */
    boolean holds(int cursor) {
        boolean mayGrow = isName() || !isClosed || (kind == Kind.COMMENT && text.startsWith("--"));
        return start < cursor && (cursor < end || (cursor == end && mayGrow && kind != Kind.SYMBOL));
    }
}
