package io.kaspar.shell;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into statements at the semicolons that are in no quotes and in no comment. */
final class StatementScanner {
    /**
     * What a text holds.
     *
     * @param statements those that end in a semicolon, without it
     * @param rest what follows the last semicolon; empty when that is blanks and comments only
     */
    record Statements(List<String> statements, String rest) {
        Statements {
            statements = List.copyOf(statements);
        }
    }

    private final String sql;
    private final List<String> statements = new ArrayList<>();
    private int index;
    private int startIndex;
    private boolean hasContent;

    private StatementScanner(String sql) {
        this.sql = sql;
    }

    static Statements scan(String sql) {
        return new StatementScanner(sql).scan();
    }

    private Statements scan() {
        while (index < sql.length()) {
            char c = sql.charAt(index);
            switch (c) {
                case '\'', '"' -> skipString(c);
                case '`' -> skipQuotedName();
                case ';' -> endStatement();
                default -> {
                    if (sql.startsWith("--", index)) {
                        skipLine();
                    } else if (sql.startsWith("/*", index)) {
                        skipComment();
                    } else {
                        hasContent |= !Character.isWhitespace(c);
                        index++;
                    }
                }
            }
        }
        return new Statements(statements, hasContent ? sql.substring(startIndex).strip() : "");
    }

    private void endStatement() {
        if (hasContent) {
            statements.add(sql.substring(startIndex, index).strip());
        }
        index++;
        startIndex = index;
        hasContent = false;
    }

    private void skipString(char quote) {
        boolean raw = isRaw();
        hasContent = true;
        index++;
        while (index < sql.length() && sql.charAt(index) != quote) {
            index += !raw && sql.charAt(index) == '\\' ? 2 : 1;
        }
        index = Math.min(sql.length(), index + 1);
    }

    /** Whether the quote follows an r that stands alone: r'\d' takes backslashes as they are. */
    private boolean isRaw() {
        if (index == 0 || Character.toLowerCase(sql.charAt(index - 1)) != 'r') {
            return false;
        }
        return index == 1 || !Character.isJavaIdentifierPart(sql.charAt(index - 2));
    }

    private void skipQuotedName() {
        hasContent = true;
        int end = sql.indexOf('`', index + 1);
        index = end < 0 ? sql.length() : end + 1;
    }

    private void skipLine() {
        int end = sql.indexOf('\n', index);
        index = end < 0 ? sql.length() : end + 1;
    }

    /** Comments nest, as Spark has them; one that does not end makes the statement unfinished. */
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", index)) {
                depth++;
                index += 2;
            } else if (sql.startsWith("*/", index)) {
                depth--;
                index += 2;
            } else {
                index++;
            }
        } while (depth > 0 && index < sql.length());
        hasContent |= depth > 0;
    }
}
