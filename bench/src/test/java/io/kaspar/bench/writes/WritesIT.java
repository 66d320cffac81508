package io.kaspar.bench.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.BenchCluster;
import io.kaspar.bench.Sessions;
import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.testing.registry.FakeRegistry;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** A short run: both write all rows, in all formats, and those with a schema are read as they were. */
final class WritesIT {

    @Test
    void measuresAllWhoWrite() throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
        FakeRegistry registry = FakeRegistry.start();
        try (BenchCluster cluster = BenchCluster.with(kafka, registry.url(), registry::close, line -> {});
                SparkSession spark = Sessions.local()) {
            List<WriteFigure> all = new Writes(new WritesOptions(50, 1, 1), cluster, spark).run();

            assertThat(all)
                    .extracting(figure -> figure.what() + ": " + figure.contender())
                    .containsExactly(
                            "50 rows as Avro: kaspar",
                            "50 rows as Avro: kaspar-exactly-once",
                            "50 rows as Avro: spark",
                            "one row as Avro: kaspar",
                            "one row as Avro: kaspar-exactly-once",
                            "one row as Avro: spark",
                            "50 rows as Protobuf: kaspar",
                            "50 rows as Protobuf: spark",
                            "one row as Protobuf: kaspar",
                            "one row as Protobuf: spark",
                            "50 rows as JSON: kaspar",
                            "50 rows as JSON: spark",
                            "one row as JSON: kaspar",
                            "one row as JSON: spark");
            assertThat(all).allSatisfy(figure -> assertThat(figure.ms()).isPositive());
        }
    }
}
