package io.kaspar.runtime;

import java.io.IOException;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** Runs statements in a session that was configured from outside, and prints each row as a line of JSON after {@link #ROW}. */
public final class SqlMain {
    static final String ROW = "row: ";

    private SqlMain() {}

    public static void main(String[] statements) throws IOException {
        try (SparkSession spark = SparkSession.builder().getOrCreate()) {
            for (String statement : statements) {
                List<String> rows = spark.sql(statement).toJSON().collectAsList();
                rows.forEach(row -> System.out.println(ROW + row));
            }
        }
    }
}
