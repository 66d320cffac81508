package io.kaspar.shell.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a statement names tables, as far as its tokens alone tell. */
final class TableList {
    /** Functions that have a FROM of their own, with no table behind it. */
    private static final Set<String> FUNCTIONS_WITH_FROM = Set.of("extract", "trim", "substring", "substr", "overlay");

    private final List<SqlToken> tokens;

    /** @param tokens of one statement, without comments */
    TableList(List<SqlToken> tokens) {
        this.tokens = tokens;
    }

    /** All tables, those of subqueries too. */
    List<NamedTable> tables() {
        List<NamedTable> tables = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            if (opensList(i)) {
                readList(i + 1, tables);
            }
        }
        return tables;
    }

    /** Whether the name that begins at this token is a table's. */
    boolean wantsTable(int index) {
        if (index == 0) {
            return false;
        }
        SqlToken before = tokens.get(index - 1);
        if (before.isSymbol(',')) {
            return isInList(index - 1);
        }
        return opensList(index - 1) || isDescription(index - 1);
    }

    private boolean opensList(int index) {
        SqlToken token = tokens.get(index);
        return token.isWord("JOIN") || token.isWord("TABLE") || (token.isWord("FROM") && !belongsToExpression(index));
    }

    /** {@code DESCRIBE orders}, and the prompt's own {@code \d orders}. */
    private boolean isDescription(int index) {
        boolean isCommand = tokens.get(0).isSymbol('\\') && tokens.get(index).isWord("d");
        boolean describes = tokens.get(0).isWord("DESCRIBE") || tokens.get(0).isWord("DESC");
        return (isCommand && index == 1)
                || (describes && (index == 0 || tokens.get(index).isWord("EXTENDED")));
    }

    /** {@code IS DISTINCT FROM}, {@code extract(year FROM t)}. */
    private boolean belongsToExpression(int from) {
        if (from > 0 && tokens.get(from - 1).isWord("DISTINCT")) {
            return true;
        }
        int depth = 0;
        for (int i = from - 1; i > 0; i--) {
            depth += tokens.get(i).isSymbol(')') ? 1 : 0;
            if (tokens.get(i).isSymbol('(') && depth-- == 0) {
                return FUNCTIONS_WITH_FROM.stream().anyMatch(tokens.get(i - 1)::isWord);
            }
        }
        return false;
    }

    private boolean isInList(int comma) {
        int i = comma - 1;
        while (i >= 0 && isPartOfList(tokens.get(i))) {
            i--;
        }
        return i >= 0 && opensList(i);
    }

    private static boolean isPartOfList(SqlToken token) {
        return token.isSymbol('.') || token.isSymbol(',') || token.isWord("AS") || isOperand(token);
    }

    private void readList(int start, List<NamedTable> tables) {
        int i = start;
        while (true) {
            List<String> parts = new ArrayList<>();
            i = readName(i, parts);
            if (parts.isEmpty() || isSymbol(i, '(')) {
                return;
            }
            i += i < tokens.size() && tokens.get(i).isWord("AS") ? 1 : 0;
            Optional<String> alias = Optional.empty();
            if (i < tokens.size() && isOperand(tokens.get(i))) {
                alias = Optional.of(tokens.get(i++).text());
            }
            tables.add(new NamedTable(parts, alias));
            if (!isSymbol(i, ',')) {
                return;
            }
            i++;
        }
    }

    /** Gives the index after the name; after a dot any word is a part of it. */
    private int readName(int start, List<String> parts) {
        int i = start;
        while (i < tokens.size()
                && (parts.isEmpty() ? isOperand(tokens.get(i)) : tokens.get(i).isName())) {
            parts.add(tokens.get(i).text());
            i++;
            if (!isSymbol(i, '.')) {
                return i;
            }
            i++;
        }
        return i;
    }

    private boolean isSymbol(int index, char symbol) {
        return index < tokens.size() && tokens.get(index).isSymbol(symbol);
    }

    private static boolean isOperand(SqlToken token) {
        return token.isName() && (token.kind() == SqlToken.Kind.QUOTED_NAME || !SqlName.isKeyword(token.text()));
    }
}
