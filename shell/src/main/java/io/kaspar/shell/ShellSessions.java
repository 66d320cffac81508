package io.kaspar.shell;

import io.kaspar.catalog.options.Secrets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the prompt. */
final class ShellSessions {
    static final String CATALOG = "kaspar";
    private static final String CATALOG_KEY = "spark.sql.catalog." + CATALOG;

    private ShellSessions() {}

    /** Starts Spark; the catalog's addresses come later, with {@link #connect}. */
    static SparkSession start(ShellOptions options, Path folder) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "spark.master", "local[*]",
                "spark.app.name", "kaspar-sql",
                "spark.ui.enabled", "false",
                "spark.executor.heartbeatInterval", "2s", // so often running tasks say what they have read
                "spark.driver.bindAddress", "127.0.0.1",
                "spark.driver.host", "127.0.0.1",
                "spark.local.dir", folder.toString(),
                "spark.sql.warehouse.dir", folder.resolve("warehouse").toString(),
                "spark.redaction.regex", Secrets.SPARK_REDACTION_REGEX));
        settings.putAll(Map.of(
                CATALOG_KEY,
                "io.kaspar.catalog.KasparCatalog",
                "spark.sql.shuffle.partitions",
                Integer.toString(2 * Runtime.getRuntime().availableProcessors()),
                "spark.sql.binaryOutputStyle",
                "HEX",
                "spark.sql.datetime.java8API.enabled",
                "true"));
        settings.putAll(options.sparkSettings());
        SparkSession.Builder builder = SparkSession.builder();
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    /** Tells the catalog where its cluster is, and what else is known of it, unless the command line's settings have done so. */
    static void connect(SparkSession spark, Servers servers) {
        setUnlessThere(spark, CATALOG_KEY + ".kafka.bootstrap.servers", servers.bootstrapServers());
        servers.catalogOptions().forEach((name, value) -> setUnlessThere(spark, CATALOG_KEY + "." + name, value));
        servers.schemaRegistry().ifPresent(url -> setUnlessThere(spark, CATALOG_KEY + ".schema.registry.url", url));
    }

    private static void setUnlessThere(SparkSession spark, String key, String value) {
        if (!spark.conf().contains(key)) {
            spark.conf().set(key, value);
        }
    }
}
