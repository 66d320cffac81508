package io.kaspar.shell.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement that somebody is typing, seen from the cursor.
 *
 * @param place what could stand at the cursor
 * @param typed the last part of the name at the cursor as it is written, up to the cursor: {@code `my-t} of {@code kaspar.`my-t}
 * @param qualifier the parts before it, without quotes: {@code kaspar}
 * @param tables what the statement reads
 */
public record TypedStatement(Place place, String typed, List<String> qualifier, List<NamedTable> tables) {
    /** What can stand somewhere in a statement. */
    public enum Place {
        /** Text and comments. */
        NOTHING,
        TABLE,
        CATALOG,
        EXPRESSION
    }

    public TypedStatement {
        qualifier = List.copyOf(qualifier);
        tables = List.copyOf(tables);
    }

    /** The statement around the cursor, of a text of several. */
    public static TypedStatement at(String sql, int cursor) {
        List<SqlToken> tokens = new ArrayList<>();
        for (SqlToken token : SqlTokens.of(sql)) {
            if (token.isSymbol(';')) {
                if (token.start() >= cursor) {
                    break;
                }
                tokens.clear();
            } else if (token.kind() == SqlToken.Kind.COMMENT || token.kind() == SqlToken.Kind.STRING) {
                if (token.holds(cursor)) {
                    return new TypedStatement(Place.NOTHING, "", List.of(), List.of());
                }
                if (token.kind() == SqlToken.Kind.STRING) {
                    tokens.add(token);
                }
            } else {
                tokens.add(token);
            }
        }
        return of(sql, cursor, tokens);
    }

    private static TypedStatement of(String sql, int cursor, List<SqlToken> tokens) {
        int nameIndex = 0;
        while (nameIndex < tokens.size() && tokens.get(nameIndex).end() < cursor) {
            nameIndex++;
        }
        nameIndex += nameIndex < tokens.size() && isBefore(tokens.get(nameIndex), cursor) ? 1 : 0;
        int start = nameIndex < tokens.size() && tokens.get(nameIndex).holds(cursor)
                ? tokens.get(nameIndex).start()
                : cursor;
        List<String> qualifier = new ArrayList<>();
        int first = nameIndex;
        int wholeStart = start;
        while (first >= 2
                && tokens.get(first - 1).isSymbol('.')
                && tokens.get(first - 1).end() == wholeStart
                && tokens.get(first - 2).isName()
                && tokens.get(first - 2).end() == tokens.get(first - 1).start()) {
            first -= 2;
            wholeStart = tokens.get(first).start();
            qualifier.add(0, tokens.get(first).text());
        }
        TableList list = new TableList(tokens);
        return new TypedStatement(place(tokens, list, first), sql.substring(start, cursor), qualifier, list.tables());
    }

    private static boolean isBefore(SqlToken token, int cursor) {
        return token.end() == cursor && !token.holds(cursor);
    }

    private static Place place(List<SqlToken> tokens, TableList list, int first) {
        boolean isFirstOfUse = first == 1 && tokens.get(0).isWord("USE");
        if (isFirstOfUse || (first > 0 && namesCatalog(tokens, first))) {
            return Place.CATALOG;
        }
        return list.wantsTable(first) ? Place.TABLE : Place.EXPRESSION;
    }

    /** {@code SHOW TABLES IN kaspar}. */
    private static boolean namesCatalog(List<SqlToken> tokens, int first) {
        SqlToken before = tokens.get(first - 1);
        return tokens.get(0).isWord("SHOW") && (before.isWord("IN") || before.isWord("FROM"));
    }
}
