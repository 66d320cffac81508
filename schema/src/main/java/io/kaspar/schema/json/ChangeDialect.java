package io.kaspar.schema.json;

import java.util.List;
import java.util.Map;

/**
 * Who wrote changes of a database's tables, other than Debezium, and in which words.
 *
 * <table>
 * <caption>Members of the object that a record is; what is not here is passed over</caption>
 * <tr><th>whose</th><th>what was done</th><th>rows</th><th>where and when</th></tr>
 * <tr><td>Maxwell</td><td>{@code type}: insert, update, delete, bootstrap-insert; bootstrap-start, bootstrap-complete and changes of
 * schemas change no row</td><td>{@code data}: the row after the change, the deleted one for a delete; {@code old}: those columns of the
 * row before an update that it changed</td><td>{@code database}, {@code table}, {@code ts} (seconds since 1970), {@code xid}</td></tr>
 * <tr><td>Oracle GoldenGate, JSON of operations</td><td>{@code op_type}: I, U, D, T</td><td>{@code before}, {@code after}: for an
 * update all columns, or the key's and those that it changed</td><td>{@code table} (with its schema), {@code op_ts} (time without zone),
 * {@code pos} (place in the trail)</td></tr>
 * </table>
 *
 * <p>Source: "Data Format" of Maxwell's reference; "Using the JSON Formatter" of Oracle GoldenGate for Big Data.
 */
public enum ChangeDialect {
    MAXWELL(
            "type",
            Map.ofEntries(
                    Map.entry("insert", 'c'),
                    Map.entry("update", 'u'),
                    Map.entry("delete", 'd'),
                    Map.entry("bootstrap-insert", 'r'),
                    Map.entry("bootstrap-start", 'm'),
                    Map.entry("bootstrap-complete", 'm'),
                    Map.entry("database-create", 'm'),
                    Map.entry("database-alter", 'm'),
                    Map.entry("database-drop", 'm'),
                    Map.entry("table-create", 'm'),
                    Map.entry("table-alter", 'm'),
                    Map.entry("table-drop", 'm')),
            "data",
            "old",
            List.of("database", "table", "ts", "xid"),
            List.of("db", "table", "ts", "xid"),
            "db STRING, table STRING, ts TIMESTAMP, xid BIGINT"),

    OGG(
            "op_type",
            Map.of("I", 'c', "U", 'u', "D", 'd', "T", 't'),
            "after",
            "before",
            List.of("table", "op_ts", "pos"),
            List.of("table", "ts", "pos"),
            "table STRING, ts TIMESTAMP_NTZ, pos STRING");

    private final String operation;
    private final Map<String, Character> letters;
    private final String row;
    private final String old;
    private final List<String> facts;
    private final List<String> sourceNames;
    private final String sourceColumns;

    ChangeDialect(
            String operation,
            Map<String, Character> letters,
            String row,
            String old,
            List<String> facts,
            List<String> sourceNames,
            String sourceColumns) {
        this.operation = operation;
        this.letters = letters;
        this.row = row;
        this.old = old;
        this.facts = facts;
        this.sourceNames = sourceNames;
        this.sourceColumns = sourceColumns;
    }

    /**
     * The columns of such changes in the shape that Debezium gives them.
     *
     * @param row the columns of the database's table, as DDL
     */
    public String columns(String row) {
        return "op STRING, before STRUCT<" + row + ">, after STRUCT<" + row + ">, source STRUCT<" + sourceColumns + ">";
    }

    /** The member that says what was done. */
    String operation() {
        return operation;
    }

    /** Debezium's letter for each word of {@link #operation}. */
    Map<String, Character> letters() {
        return letters;
    }

    /** The member with the row. */
    String row() {
        return row;
    }

    /** The member with the row before, or what of it differs. */
    String old() {
        return old;
    }

    /** Members that say where and when. */
    List<String> facts() {
        return facts;
    }

    /** What these are called in the column {@code source}. */
    List<String> sourceNames() {
        return sourceNames;
    }
}
