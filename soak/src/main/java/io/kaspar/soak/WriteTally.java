package io.kaspar.soak;

import java.util.Map;
import java.util.TreeMap;

/** Counts what became of writes. Thread-safe. */
final class WriteTally {
    private final Map<String, Integer> kinds = new TreeMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private int runs;
    private int killed;
    private long rows;
    private long rowsAgain;
    private int wholly;
    private int notAtAll;
    private int leftOpen;
    private int compared;

    synchronized void begun(WriteRequest request) {
        kinds.merge(request.kind(), 1, Integer::sum);
    }

    synchronized void ran() {
        runs++;
    }

    synchronized void killed() {
        killed++;
    }

    synchronized void failed(String cause) {
        failures.merge(cause, 1, Integer::sum);
    }

    /** A write was compared; none of its rows is there if it has to be there wholly or not at all. */
    synchronized void compared(Promise promise, long different, long all) {
        compared++;
        rows += different;
        rowsAgain += all - different;
        if (promise == Promise.ONCE_OR_NONE) {
            wholly += all > 0 ? 1 : 0;
            notAtAll += all > 0 ? 0 : 1;
        }
    }

    /** Transactions that nobody is going to end before their time is over. */
    synchronized void leftOpen(int transactions) {
        leftOpen += transactions;
    }

    /** How many statements and streams were compared. */
    synchronized int compared() {
        return compared;
    }

    synchronized String line() {
        return "writes " + kinds.values().stream().mapToInt(Integer::intValue).sum() + ", drivers killed " + killed
                + ", rows of writes compared " + rows;
    }

    synchronized String report() {
        return """
                writes               %s
                  drivers            %d started, %d killed
                  failed             %s
                  rows compared      %d (%d more than once, of writes that may)
                  without a name     %d there wholly, %d not at all
                  left open          %d transactions
                """.formatted(kinds, runs, killed, failures, rows, rowsAgain, wholly, notAtAll, leftOpen);
    }
}
