package io.kaspar.shell.complete;

import java.util.List;

/** Words that are offered everywhere. */
final class SqlWords {
    static final List<String> ALL = List.of(
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

    private SqlWords() {}
}
