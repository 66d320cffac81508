package io.kaspar.bench;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;

import io.kaspar.bench.data.TopicSpec;
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
 * @param prefix of the views' names
 * @param options of the connector, besides where to read
 * @param secondVersion whether batch reads take the V2 path, which is not the default
 */
public record SparkConnectorTables(
        BenchCluster cluster, String prefix, Map<String, String> options, boolean secondVersion) implements Tables {
    private static final Map<String, String> TUNED = Map.of(
            "kafka.max.poll.records",
            "10000",
            "kafka.fetch.max.bytes",
            Integer.toString(64 << 20),
            "kafka.max.partition.fetch.bytes",
            Integer.toString(16 << 20),
            "kafka.fetch.max.wait.ms",
            "20");

    private static final String V1_SOURCES = "spark.sql.sources.useV1SourceList";

    public static SparkConnectorTables asItComes(BenchCluster cluster) {
        return new SparkConnectorTables(cluster, "spark_v1_", Map.of(), false);
    }

    /** The fairest rival: every setting that helps. */
    public static SparkConnectorTables tuned(BenchCluster cluster) {
        return new SparkConnectorTables(cluster, "spark_tuned_", TUNED, true);
    }

    /** Undecoded records with every setting that helps, from a broker at this address. */
    public static Dataset<Row> tunedRecords(SparkSession spark, String bootstrapServers, String topic) {
        return records(spark, bootstrapServers, topic, TUNED, true);
    }

    @Override
    public String table(SparkSession spark, TopicSpec topic, RivalDecoding decoding, Map<String, String> unused) {
        String view = prefix + topic.topic() + "_" + decoding.suffix();
        if (!spark.catalog().tableExists(view)) {
            decoding.decode(records(spark, cluster.bootstrapServers(), topic.topic(), options, secondVersion))
                    .createOrReplaceTempView(view);
        }
        return view;
    }

    @Override
    public String table(SparkSession spark, TopicSpec topic) {
        String view = prefix + topic.topic();
        if (!spark.catalog().tableExists(view)) {
            create(spark, topic, view);
        }
        return view;
    }

    private void create(SparkSession spark, TopicSpec topic, String view) {
        Dataset<Row> records = records(spark, cluster.bootstrapServers(), topic.topic(), options, secondVersion);
        decoded(records, topic).createOrReplaceTempView(view);
    }

    private static Dataset<Row> decoded(Dataset<Row> records, TopicSpec topic) {
        return records.select(
                        functions
                                .from_avro(
                                        expr("substring(value, 6)"),
                                        topic.shape().valueSchema())
                                .as("value"),
                        col("partition").as("_partition"),
                        col("offset").as("_offset"),
                        col("timestamp").as("_timestamp"))
                .select("value.*", "_partition", "_offset", "_timestamp");
    }

    /** Streams have one path only, which is the second version. */
    @Override
    public Dataset<Row> stream(SparkSession spark, TopicSpec topic, Map<String, String> streamOptions) {
        Map<String, String> all = new HashMap<>(options);
        all.putAll(streamOptions);
        all.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        all.put("subscribe", topic.topic());
        return decoded(spark.readStream().format("kafka").options(all).load(), topic);
    }

    private static Dataset<Row> records(
            SparkSession spark,
            String bootstrapServers,
            String topic,
            Map<String, String> options,
            boolean secondVersion) {
        Map<String, String> all = new HashMap<>(options);
        all.put("kafka.bootstrap.servers", bootstrapServers);
        all.put("subscribe", topic);
        String before = spark.conf().get(V1_SOURCES);
        if (secondVersion) {
            spark.conf().set(V1_SOURCES, before.replace(",kafka", ""));
        }
        Dataset<Row> records = spark.read().format("kafka").options(all).load();
        spark.conf().set(V1_SOURCES, before);
        return records;
    }
}
