package io.kaspar.soak;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/** Statements, each of which is run until it is done. One that is done may be run again, if it has a name to be known by. */
record StatementWork(List<Insert> statements) implements WriteWork {
    StatementWork {
        statements = List.copyOf(statements);
    }

    /**
     * A statement.
     *
     * @param name that no other has
     * @param atomic whether its rows are in one transaction
     * @param comesAgain whether a driver runs it although a former one had done it
     */
    record Insert(String name, Promise promise, boolean atomic, int rows, int tasks, boolean comesAgain)
            implements Serializable {

        String sql(WriteRequest request) {
            String options = "delivery = '" + promise.delivery() + "'"
                    + (promise == Promise.ONCE ? ", `write.id` = '" + name + "'" : "")
                    + (atomic ? ", commit = 'atomic'" : "");
            return "INSERT INTO " + request.table() + " WITH (" + options + ") SELECT CAST(concat('" + name
                    + "/', unsteady(CAST(id AS STRING)), ' ', repeat('x', CAST(id * 7 % 200 AS INT))) AS BINARY)"
                    + " FROM range(0, " + rows + ", 1, " + tasks + ")";
        }

        /** One that a driver has seen through is there, whatever its name. */
        ExpectedRows expected(boolean isDone) {
            return new ExpectedRows(
                    name,
                    isDone && promise == Promise.ONCE_OR_NONE ? Promise.ONCE : promise,
                    atomic,
                    IntStream.range(0, rows).mapToObj(Integer::toString).collect(Collectors.toSet()));
        }
    }

    @Override
    public void run(SparkSession spark, WriteRequest request, DriverFolder folder, boolean isLast) throws IOException {
        for (Insert statement : statements) {
            boolean isLeft = switch (statement.promise()) {
                case AT_LEAST_ONCE -> !folder.isMarked("done-" + statement.name());
                case ONCE -> statement.comesAgain() || !folder.isMarked("done-" + statement.name());
                case ONCE_OR_NONE -> !folder.isMarked("begun-" + statement.name());
            };
            if (isLeft) {
                folder.mark("begun-" + statement.name());
                spark.sql(statement.sql(request));
                folder.mark("done-" + statement.name());
            }
        }
    }

    @Override
    public List<ExpectedRows> expected(WriteRequest request, DriverFolder folder, SoakTopics topics)
            throws IOException {
        List<ExpectedRows> expected = new ArrayList<>();
        for (Insert statement : statements) {
            expected.add(statement.expected(folder.isMarked("done-" + statement.name())));
        }
        return expected;
    }

    @Override
    public List<String> topics(WriteRequest request) {
        return List.of(request.topic());
    }

    @Override
    public List<String> writeIds(WriteRequest request, DriverFolder folder) {
        return statements.stream()
                .filter(statement -> statement.promise() == Promise.ONCE)
                .map(Insert::name)
                .toList();
    }
}
