package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import io.kaspar.bench.limit.Limit;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/**
 * Everybody who takes part, and what they read from.
 *
 * @param number tells Kaspar's catalogs of one case from those of others, so that none remembers a time when a topic was
 *     not there
 */
record BenchSetup(SparkSession spark, BenchCluster cluster, List<ContenderName> contenders, int number) {

    /** The same for another case. */
    BenchSetup withNumber(int other) {
        return new BenchSetup(spark, cluster, contenders, other);
    }

    Limit limit() {
        return new Limit(cluster.logDir(), Cores.count());
    }

    ConsumerQueries consumer() {
        return new ConsumerQueries(cluster.bootstrapServers());
    }

    /** The tables of a contender that speaks SQL. */
    Tables tables(ContenderName name) {
        return tables(name, "bench-" + number);
    }

    /** The same with a {@code client.id} of Kaspar's. */
    Tables tables(ContenderName name, String clientId) {
        return switch (name) {
            case KASPAR_LOCAL -> new KasparTables(cluster, "kaspar_local_" + number, "required", clientId);
            case KASPAR_NETWORK -> new KasparTables(cluster, "kaspar_network_" + number, "off", clientId);
            case SPARK_V1 -> SparkConnectorTables.asItComes(cluster);
            case SPARK_TUNED -> SparkConnectorTables.tuned(cluster);
            case CONSUMER, LIMIT -> throw new IllegalArgumentException(name + " has no tables");
        };
    }

    /**
     * A statement as one contender's run.
     *
     * @param statement with {@code %s} where each of the topics' tables goes
     */
    SqlRun sql(ContenderName name, String statement, TopicSpec... topics) {
        Object[] tables = new Object[topics.length];
        for (int i = 0; i < topics.length; i++) {
            tables[i] = tables(name).table(spark, topics[i]);
        }
        return new SqlRun(spark, String.format(statement, tables));
    }

    /**
     * A statement over a topic of another format than Avro.
     *
     * @param decoding how rivals read it
     * @param options of the topic, which Kaspar is told
     */
    SqlRun sql(
            ContenderName name,
            String statement,
            TopicSpec topic,
            RivalDecoding decoding,
            Map<String, String> options) {
        String table = tables(name).table(spark, topic, decoding, options);
        return new SqlRun(spark, String.format(statement, table));
    }

    /** A query over a topic as a stream. */
    StreamRun stream(ContenderName name, TopicSpec topic, Map<String, String> options, StreamRun.Sink sink) {
        return new StreamRun(cluster.folder(), () -> tables(name).stream(spark, topic, options), sink);
    }
}
