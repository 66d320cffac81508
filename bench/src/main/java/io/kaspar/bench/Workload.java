package io.kaspar.bench;

import java.util.Locale;

/** A query over {@code orders}, told as what is computed; each contender puts its own table behind {@code FROM}. */
enum Workload {
    /** Rows only: nothing of a record is decoded. */
    COUNT("count(*)"),
    /** Two columns of many. */
    SUM("sum(quantity * price)");

    private final String expression;

    Workload(String expression) {
        this.expression = expression;
    }

    String over(String table) {
        return "SELECT CAST(" + expression + " AS STRING) AS answer FROM " + table;
    }

    /** The name on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
