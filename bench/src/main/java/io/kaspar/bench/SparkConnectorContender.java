package io.kaspar.bench;

import static org.apache.spark.sql.functions.expr;

import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.avro.functions;

/**
 * Spark's own Kafka connector with {@code from_avro}, which takes one schema for all records and skips the five bytes of
 * framing unread.
 *
 * @param options of the connector, besides where to read
 * @param secondVersion whether batch reads take the V2 path, which is not the default
 */
record SparkConnectorContender(String name, Map<String, String> options, boolean secondVersion) implements Contender {
    private static final String V1_SOURCES = "spark.sql.sources.useV1SourceList";

    static SparkConnectorContender asItComes() {
        return new SparkConnectorContender("spark-v1", Map.of(), false);
    }

    /** The fairest rival: every setting that helps. */
    static SparkConnectorContender tuned() {
        return new SparkConnectorContender(
                "spark-tuned",
                Map.of(
                        "kafka.max.poll.records",
                        "10000",
                        "kafka.fetch.max.bytes",
                        Integer.toString(64 << 20),
                        "kafka.max.partition.fetch.bytes",
                        Integer.toString(16 << 20),
                        "kafka.fetch.max.wait.ms",
                        "20"),
                true);
    }

    @Override
    public void prepare(SparkSession spark, Target target) {
        Map<String, String> all = new HashMap<>(options);
        all.put("kafka.bootstrap.servers", target.bootstrapServers());
        all.put("subscribe", target.topic());
        String before = spark.conf().get(V1_SOURCES);
        if (secondVersion) {
            spark.conf().set(V1_SOURCES, before.replace(",kafka", ""));
        }
        Dataset<Row> records = spark.read().format("kafka").options(all).load();
        records.select(functions
                        .from_avro(expr("substring(value, 6)"), target.valueSchema())
                        .as("value"))
                .select("value.*")
                .createOrReplaceTempView(view());
        spark.conf().set(V1_SOURCES, before);
    }

    @Override
    public String statement(Workload workload) {
        return workload.over(view());
    }

    private String view() {
        return name.replace('-', '_') + "_orders";
    }
}
