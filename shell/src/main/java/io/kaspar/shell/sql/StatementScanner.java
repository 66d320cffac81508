package io.kaspar.shell.sql;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL into statements at the semicolons that are in no quotes and in no comment. */
public final class StatementScanner {
    /**
     * What a text holds.
     *
     * @param statements those that end in a semicolon, without it
     * @param rest what follows the last semicolon; empty when that is blanks and comments only
     */
    public record Statements(List<String> statements, String rest) {
        public Statements {
            statements = List.copyOf(statements);
        }
    }

    private StatementScanner() {}

    public static Statements scan(String sql) {
        List<String> statements = new ArrayList<>();
        int startIndex = 0;
        boolean hasContent = false;
        for (SqlToken token : SqlTokens.of(sql)) {
            if (token.isSymbol(';')) {
                if (hasContent) {
                    statements.add(sql.substring(startIndex, token.start()).strip());
                }
                startIndex = token.end();
                hasContent = false;
            } else {
                // A comment that does not end makes the statement unfinished.
                hasContent |= token.kind() != SqlToken.Kind.COMMENT || !token.isClosed();
            }
        }
        return new Statements(statements, hasContent ? sql.substring(startIndex).strip() : "");
    }
}
