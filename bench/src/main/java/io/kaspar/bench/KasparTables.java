package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import org.apache.spark.sql.SparkSession;

/**
 * Kaspar as a catalog.
 *
 * @param catalog its name in the session
 * @param locality its {@code read.locality}
 */
record KasparTables(Cluster cluster, String catalog, String locality) implements Tables {

    @Override
    public String table(SparkSession spark, TopicSpec topic) {
        String prefix = "spark.sql.catalog." + catalog;
        spark.conf().set(prefix, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set(prefix + ".kafka.bootstrap.servers", cluster.bootstrapServers());
        spark.conf().set(prefix + ".schema.registry.url", cluster.registryUrl());
        spark.conf().set(prefix + ".read.locality", locality);
        return catalog + "." + topic.topic();
    }
}
