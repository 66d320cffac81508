package io.kaspar.shell.sql;

import io.kaspar.shell.sql.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into tokens. */
final class SqlTokens {
    private final String sql;
    private final List<SqlToken> tokens = new ArrayList<>();
    private int index;

    private SqlTokens(String sql) {
        this.sql = sql;
    }

    static List<SqlToken> of(String sql) {
        SqlTokens tokens = new SqlTokens(sql);
        while (tokens.index < sql.length()) {
            tokens.read();
        }
        return List.copyOf(tokens.tokens);
    }

    private void read() {
        char c = sql.charAt(index);
        if (Character.isWhitespace(c)) {
            index++;
        } else if (c == '\'' || c == '"') {
            readString(c);
        } else if (c == '`') {
            readQuotedName();
        } else if (sql.startsWith("--", index)) {
            int end = sql.indexOf('\n', index);
            add(Kind.COMMENT, end < 0 ? sql.length() : end, true);
        } else if (sql.startsWith("/*", index)) {
            readComment();
        } else if (isNamePart(c)) {
            readName();
        } else {
            add(Kind.SYMBOL, index + 1, true);
        }
    }

    private void readString(char quote) {
        boolean raw = isRaw();
        int end = index + 1;
        while (end < sql.length() && sql.charAt(end) != quote) {
            end += !raw && sql.charAt(end) == '\\' ? 2 : 1;
        }
        add(Kind.STRING, Math.min(sql.length(), end + 1), end < sql.length());
    }

    /** Whether the quote follows an r that stands alone: r'\d' takes backslashes as they are. */
    private boolean isRaw() {
        if (tokens.isEmpty()) {
            return false;
        }
        SqlToken last = tokens.get(tokens.size() - 1);
        return last.isWord("r") && last.end() == index;
    }

    /** A back-quote within a name is written twice. */
    private void readQuotedName() {
        StringBuilder name = new StringBuilder();
        int end = index + 1;
        while (end < sql.length() && (sql.charAt(end) != '`' || sql.startsWith("``", end))) {
            end += sql.charAt(end) == '`' ? 1 : 0;
            name.append(sql.charAt(end));
            end++;
        }
        boolean isClosed = end < sql.length();
        end += isClosed ? 1 : 0;
        tokens.add(new SqlToken(Kind.QUOTED_NAME, name.toString(), index, end, isClosed));
        index = end;
    }

    private void readName() {
        int end = index;
        while (end < sql.length() && isNamePart(sql.charAt(end))) {
            end++;
        }
        add(Kind.NAME, end, true);
    }

    /** Comments nest, as Spark has them. */
    private void readComment() {
        int depth = 0;
        int end = index;
        do {
            if (sql.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (sql.startsWith("*/", end)) {
                depth--;
                end += 2;
            } else {
                end++;
            }
        } while (depth > 0 && end < sql.length());
        add(Kind.COMMENT, end, depth == 0);
    }

    private void add(Kind kind, int end, boolean isClosed) {
        tokens.add(new SqlToken(kind, sql.substring(index, end), index, end, isClosed));
        index = end;
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
