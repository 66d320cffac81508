package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;

/**
 * A few rows of a table that this session has not touched: alike topics, one for each round, and for comparison as many
 * Parquet tables of 1,000 rows.
 */
final class ColdTables {
    private static final int PARQUET_ROWS = 1_000;

    private final BenchSetup setup;
    private final int roundCount;

    ColdTables(BenchSetup setup, int roundCount) {
        this.setup = setup;
        this.roundCount = roundCount;
    }

    BenchCase benchCase(Workload workload, TopicSpec topic) {
        List<TopicSpec> topics = IntStream.range(0, roundCount)
                .mapToObj(round -> topic.withPurpose("cold" + round))
                .toList();
        return new BenchCase(workload, topic.codec(), topic.recordCount(), topics, () -> contenders(topics));
    }

    private List<Contender> contenders(List<TopicSpec> topics) {
        List<Contender> contenders = new ArrayList<>();
        for (ContenderName name : setup.contenders()) {
            if (name.speaksSql()) {
                contenders.add(new Contender(
                        name.label(),
                        new RoundRun(
                                setup.spark(), round -> setup.tables(name).table(setup.spark(), topics.get(round)))));
            }
        }
        contenders.add(new Contender(Variants.PARQUET, new RoundRun(setup.spark(), this::writeParquet)));
        return contenders;
    }

    private String writeParquet(int round) {
        String folder = setup.cluster().folder().resolve("parquet-" + round).toString();
        setup.spark()
                .sql("""
                    SELECT id, id %% 100 AS customer_id, 'some product' AS product, 1 AS quantity, id / 100.0D AS price,
                           'EUR' AS currency, timestamp_seconds(id) AS created_at, 'a street' AS street, 'a city' AS city,
                           CAST(NULL AS STRING) AS note, true AS paid FROM range(%d)""".formatted(PARQUET_ROWS))
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(folder);
        return "parquet.`" + folder + "`";
    }

    /** A table of its own in each round. */
    private static final class RoundRun implements Run {
        private final SparkSession spark;
        private final IntFunction<String> tables;
        private int round;
        private String table = "";

        RoundRun(SparkSession spark, IntFunction<String> tables) {
            this.spark = spark;
            this.tables = tables;
        }

        @Override
        public void prepare() {
            table = tables.apply(round++);
        }

        @Override
        public Answer run() {
            return Answer.ofRowCount(spark.sql("SELECT * FROM " + table + " LIMIT 10")
                    .collectAsList()
                    .size());
        }
    }
}
