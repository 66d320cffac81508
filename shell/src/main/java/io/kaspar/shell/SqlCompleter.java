package io.kaspar.shell;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes the words of SQL, and the names of tables. */
final class SqlCompleter implements Completer {
    private static final List<String> WORDS = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "GROUP BY",
            "ORDER BY",
            "HAVING",
            "LIMIT",
            "JOIN",
            "LEFT JOIN",
            "ON",
            "AS",
            "AND",
            "OR",
            "NOT",
            "NULL",
            "IS",
            "IN",
            "BETWEEN",
            "LIKE",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "END",
            "WITH",
            "DISTINCT",
            "UNION ALL",
            "COUNT(",
            "SUM(",
            "SHOW TABLES IN",
            "DESCRIBE EXTENDED",
            "EXPLAIN",
            "USE",
            "SET",
            "LATERAL VIEW",
            "EXPLODE(",
            "DESC",
            "ASC",
            "help",
            "quit");

    private final Supplier<List<String>> tables;

    SqlCompleter(Supplier<List<String>> tables) {
        this.tables = tables;
    }

    @Override
    public void complete(LineReader lines, ParsedLine line, List<Candidate> candidates) {
        String typed = line.word().toLowerCase(Locale.ROOT);
        if (typed.startsWith("kaspar.")) {
            tables.get().forEach(table -> candidates.add(new Candidate(table)));
            return;
        }
        boolean lower = line.word().equals(typed);
        for (String word : WORDS) {
            candidates.add(new Candidate(lower ? word.toLowerCase(Locale.ROOT) : word));
        }
        candidates.add(new Candidate("kaspar.", "kaspar.", null, null, null, null, false));
    }
}
