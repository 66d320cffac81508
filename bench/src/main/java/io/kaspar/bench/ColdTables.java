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

    private final Field field;
    private final int roundCount;

    ColdTables(Field field, int roundCount) {
        this.field = field;
        this.roundCount = roundCount;
    }

    Course course(Workload workload, TopicSpec topic) {
        List<TopicSpec> topics = IntStream.range(0, roundCount)
                .mapToObj(round -> topic.withPurpose("cold" + round))
                .toList();
        return new Course(workload, topic.codec(), topic.recordCount(), topics, () -> entrants(topics));
    }

    private List<Entrant> entrants(List<TopicSpec> topics) {
        List<Entrant> entrants = new ArrayList<>();
        for (ContenderName name : field.contenders()) {
            if (name.speaksSql()) {
                entrants.add(new Entrant(
                        name.label(),
                        new RoundAttempt(
                                field.spark(), round -> field.tables(name).table(field.spark(), topics.get(round)))));
            }
        }
        entrants.add(new Entrant(Variants.PARQUET, new RoundAttempt(field.spark(), this::writeParquet)));
        return entrants;
    }

    private String writeParquet(int round) {
        String folder = field.cluster().folder().resolve("parquet-" + round).toString();
        field.spark()
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
    private static final class RoundAttempt implements Attempt {
        private final SparkSession spark;
        private final IntFunction<String> tables;
        private int round;
        private String table = "";

        RoundAttempt(SparkSession spark, IntFunction<String> tables) {
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
