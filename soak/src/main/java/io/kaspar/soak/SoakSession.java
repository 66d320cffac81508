package io.kaspar.soak;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import scala.jdk.javaapi.CollectionConverters;

/** The Spark session that scans, with two catalogs of the same cluster. */
final class SoakSession {
    /** One that looks often where replicas are, and one that believes for long what it once saw. */
    static final List<String> CATALOGS = List.of("kaspar", "believing");

    private SoakSession() {}

    /** In this process. */
    static SparkSession start(String bootstrapServers) {
        return start(bootstrapServers, "local[2,3]", Map.of()); // a third attempt asks brokers
    }

    /**
     * Starts one.
     *
     * @param further settings of it
     */
    static SparkSession start(String bootstrapServers, String master, Map<String, String> further) {
        SparkSession.Builder builder = SparkSession.builder()
                .master(master)
                .appName("soak")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.adaptive.enabled", "false")
                .config("spark.sql.ui.retainedExecutions", "20")
                .config("spark.sql.streaming.minBatchesToRetain", "1000")
                // a query that is stopped while it writes its first offsets leaves the unfinished file there
                .config("spark.sql.streaming.verifyCheckpointDirectoryEmptyOnStart", "false")
                .config("spark.sql.session.timeZone", "UTC");
        Map<String, String> metadataTtl = Map.of("kaspar", "2s", "believing", "60s");
        for (String catalog : CATALOGS) {
            String prefix = "spark.sql.catalog." + catalog;
            builder = builder.config(prefix, "io.kaspar.catalog.KasparCatalog")
                    .config(prefix + ".kafka.bootstrap.servers", bootstrapServers)
                    .config(prefix + ".metadata-ttl", metadataTtl.get(catalog))
                    .config(prefix + ".key.format", "binary")
                    .config(prefix + ".value.format", "binary")
                    .config(prefix + ".network-timeout", "60s")
                    .config(prefix + ".request-timeout", "20s");
        }
        further.forEach(builder::config);
        return builder.getOrCreate();
    }

    /** The settings of a catalog, as a source takes them that names its topics itself. */
    static Map<String, String> settings(SparkSession spark, String catalog) {
        String prefix = "spark.sql.catalog." + catalog + ".";
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> all = CollectionConverters.asJava(spark.conf().getAll());
        all.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        return settings;
    }
}
