package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Kaspar as a catalog.
 *
 * @param catalog its name in the session
 * @param locality its {@code read.locality}
 * @param clientId its {@code client.id}: tables of different ones have nothing in common in memory
 */
public record KasparTables(BenchCluster cluster, String catalog, String locality, String clientId) implements Tables {

    @Override
    public String table(SparkSession spark, TopicSpec topic, RivalDecoding decoding, Map<String, String> options) {
        options.forEach((name, value) ->
                spark.conf().set("spark.sql.catalog." + catalog + ".topic." + topic.topic() + "." + name, value));
        return table(spark, topic);
    }

    @Override
    public String table(SparkSession spark, TopicSpec topic) {
        String prefix = "spark.sql.catalog." + catalog;
        spark.conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(prefix + ".kafka.bootstrap.servers", cluster.bootstrapServers());
        spark.conf().set(prefix + ".schema.registry.url", cluster.registryUrl());
        spark.conf().set(prefix + ".read.locality", locality);
        spark.conf().set(prefix + ".kafka.client.id", clientId);
        return catalog + "." + topic.topic();
    }

    @Override
    public Dataset<Row> stream(SparkSession spark, TopicSpec topic, Map<String, String> options) {
        return spark.readStream().options(options).table(table(spark, topic));
    }
}
