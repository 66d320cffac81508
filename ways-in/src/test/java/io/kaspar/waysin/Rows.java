package io.kaspar.waysin;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What statements answer, as text. */
final class Rows {
    private Rows() {}

    /** The rows of a query, with {@code |} between values. */
    static List<String> of(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return all(rows);
        }
    }

    /** A statement without an answer. */
    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All rows, with {@code |} between values. */
    static List<String> all(ResultSet rows) throws SQLException {
        int columnCount = rows.getMetaData().getColumnCount();
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (int column = 1; column <= columnCount; column++) {
                values.add(String.valueOf(rows.getObject(column)));
            }
            all.add(String.join("|", values));
        }
        return all;
    }

    /** Some columns of all rows, with {@code |} between values. */
    static List<String> columns(ResultSet rows, String... columns) throws SQLException {
        List<String> all = new ArrayList<>();
        while (rows.next()) {
            List<String> values = new ArrayList<>();
            for (String column : columns) {
                values.add(String.valueOf(rows.getObject(column)));
            }
            all.add(String.join("|", values));
        }
        return all;
    }
}
