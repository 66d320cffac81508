package io.kaspar.shell.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How names are written in SQL. */
public final class SqlName {
    private static final String PLAIN = "[A-Za-z_][A-Za-z0-9_]*";

    /** Words that end a table's name in a list of tables, so that they are no alias. */
    private static final Set<String> KEYWORDS = Set.of(
            "AND",
            "ANTI",
            "AS",
            "CLUSTER",
            "CROSS",
            "DISTRIBUTE",
            "EXCEPT",
            "FOR",
            "FROM",
            "FULL",
            "GROUP",
            "HAVING",
            "INNER",
            "INTERSECT",
            "JOIN",
            "LATERAL",
            "LEFT",
            "LIMIT",
            "MINUS",
            "NATURAL",
            "NOT",
            "OFFSET",
            "ON",
            "OR",
            "ORDER",
            "OUTER",
            "PIVOT",
            "RIGHT",
            "SELECT",
            "SEMI",
            "SET",
            "SETMINUS",
            "SORT",
            "TABLESAMPLE",
            "UNION",
            "UNPIVOT",
            "USING",
            "VALUES",
            "WHERE",
            "WINDOW",
            "WITH");

    private SqlName() {}

    /** A name as SQL wants it: with back-quotes where it would not be understood without. */
    public static String written(String name) {
        return name.matches(PLAIN) && !isKeyword(name) ? name : quoted(name);
    }

    public static String quoted(String name) {
        return '`' + name.replace("`", "``") + '`';
    }

    /** The whole name of something in a namespace. */
    public static String written(List<String> parts) {
        return parts.stream().map(SqlName::written).collect(Collectors.joining("."));
    }

    /** The parts of a name as a person writes it: by the rules of SQL where it obeys them, or else cut at its dots. */
    public static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        List<SqlToken> tokens = SqlTokens.of(text);
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            boolean fits = i % 2 == 0 ? token.isName() && token.isClosed() : token.isSymbol('.');
            if (!fits || (i > 0 && tokens.get(i - 1).end() != token.start())) {
                return List.of(text.split("[.]"));
            }
            if (token.isName()) {
                parts.add(token.text());
            }
        }
        return parts;
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word.toUpperCase(Locale.ROOT));
    }
}
