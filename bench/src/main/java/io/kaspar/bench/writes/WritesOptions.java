package io.kaspar.bench.writes;

import io.kaspar.bench.NumberArgument;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a run measures.
 *
 * @param records rows of a large statement
 * @param rounds how often each large statement is measured, after once that is not
 * @param smallStatements how many statements of one row
 */
record WritesOptions(int records, int rounds, int smallStatements) {
    static final String USAGE = """
            usage: bench/writes [--records N] [--rounds R] [--small-statements S]

            Orders of eleven columns, from Parquet on the same disk, are written to a topic of two partitions as Avro and as JSON: by
            Kaspar, and by Spark's Kafka connector with to_avro and to_json. Then statements of one row, one after the other.
            Broker and Spark share this machine's cores.

            --records           rows of a large statement (default 5000000)
            --rounds            how often each is measured (default 3)
            --small-statements  statements of one row (default 100)
            """;

    private static final int MAX_RECORDS = 1_000_000_000;

    /** @throws IllegalArgumentException with a message for a person */
    static WritesOptions parse(List<String> arguments) {
        int records = 5_000_000;
        int rounds = 3;
        int smallStatements = 100;
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--records" -> records = NumberArgument.of(name, left, MAX_RECORDS);
                case "--rounds" -> rounds = NumberArgument.of(name, left, 1_000);
                case "--small-statements" -> smallStatements = NumberArgument.of(name, left, 100_000);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new WritesOptions(records, rounds, smallStatements);
    }
}
