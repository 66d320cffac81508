package io.kaspar.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The jar comes by {@code ADD JAR}: then Spark's own threads do not know its classes. */
@ExtendWith(LineTopicsExtension.class)
final class AddedJarIT {
    private static final String CATALOG = "spark.sql.catalog.kaspar";

    private final LineTopics topics;

    AddedJarIT(LineTopics topics) {
        this.topics = topics;
    }

    @ParameterizedTest
    @EnumSource(
            value = SparkLine.class,
            names = {"SPARK_4_0", "SPARK_4_2"})
    void readsChecksAndStaysQuiet(SparkLine line) throws IOException {
        assumeTrue(line.isHere(), () -> "the jars of Spark " + line.version() + " are not here");
        try (LineSession spark = LineSession.startWithoutKaspar(
                line,
                Map.of(
                        CATALOG,
                        "io.kaspar.catalog.KasparCatalog",
                        CATALOG + ".kafka.bootstrap.servers",
                        topics.bootstrapServers(),
                        CATALOG + ".schema.registry.url",
                        topics.registryUrl(),
                        CATALOG + ".hosts",
                        "auto"))) {
            assertThat(spark.error("SHOW TABLES IN kaspar")).contains("io.kaspar.catalog.KasparCatalog");
            spark.sql("ADD JAR '" + KasparJar.path() + "'");

            assertThat(spark.sql("SELECT count(price) AS n FROM kaspar.orders")).containsExactly("{\"n\":120}");
            assertThat(spark.text("EXPLAIN SELECT price FROM kaspar.orders")).contains("files known for 3 of 3 on [");
            assertThat(spark.text("CALL kaspar.system.check_locality()")).contains("\"verdict\":\"LOCAL\"");
            spark.sql("SELECT sum(quantity) AS q FROM kaspar.orders");

            assertThat(spark.log())
                    .doesNotContain("Unable to load custom metric", "ClassNotFoundException: io.kaspar.catalog.l")
                    .containsOnlyOnce("shows no metrics of Kaspar's scans");
        }
    }
}
