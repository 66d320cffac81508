package io.kaspar.bench;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Customers;
import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;

/**
 * What a Spark job costs however little there is to do, the best of many.
 *
 * @param kasparSeconds {@code count(*)} of a topic with one record
 * @param rangeSeconds {@code count(*)} of a range of one number, which Spark makes itself
 */
record FixedCost(double kasparSeconds, double rangeSeconds) {
    private static final int TURNS = 30;
    private static final double NANOS_PER_SECOND = 1e9;

    static FixedCost measure(BenchSetup setup) throws IOException {
        TopicSpec one = TopicSpec.of(new Customers(0), 1, 1, Codec.NONE).withPurpose("one");
        setup.cluster().topics().ensure(one);
        return new FixedCost(
                best(setup.sql(ContenderName.KASPAR_LOCAL, "SELECT count(*) FROM %s", one)),
                best(new SqlRun(setup.spark(), "SELECT count(*) FROM range(1)")));
    }

    private static double best(Run run) throws IOException {
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TURNS; i++) {
            long start = System.nanoTime();
            run.run();
            best = Math.min(best, (System.nanoTime() - start) / NANOS_PER_SECOND);
        }
        return best;
    }
}
