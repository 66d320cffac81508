package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.bench.data.Codec;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class ReportTest {
    private final Results results = new Results(
            new Machine("a <processor>", 2, 24, "a JVM", "4.2.0", "4.3.1", "abc"),
            new FixedCost(0.05, 0.03),
            List.of(
                    measured(Workload.W2, "kaspar-local", 2.0, 1.0),
                    measured(Workload.W2, "spark-v1", 20.0, 30.0),
                    measured(Workload.W2, "limit", 0.5, 0.7),
                    measured(Workload.W11, "kaspar-local", 0.5, 0.6),
                    measured(Workload.W11, "kaspar-local/small-topic", 0.1, 0.2)));

    @Test
    void writesTheListThatProgramsRead() throws Exception {
        JsonNode list = new ObjectMapper().readTree(new JsonReport().of(results));

        JsonNode local = list.get(0);
        assertThat(list).hasSize(5);
        assertThat(local.get("workload").textValue()).isEqualTo("W2");
        assertThat(local.get("contender").textValue()).isEqualTo("kaspar-local");
        assertThat(local.get("codec").textValue()).isEqualTo("lz4");
        assertThat(local.get("records").longValue()).isEqualTo(1000);
        assertThat(local.get("seconds").doubleValue()).isEqualTo(1.0);
        assertThat(local.get("recordsPerSecond").doubleValue()).isEqualTo(1000.0);
        assertThat(local.get("timesSparkV1").doubleValue()).isEqualTo(20.0);
        assertThat(local.get("timesSparkTuned").isNull()).isTrue();
        assertThat(local.get("timesLimit").doubleValue()).isEqualTo(0.5);
        assertThat(local.get("roundSeconds")).hasSize(2);
        assertThat(local.get("commit").textValue()).isEqualTo("abc");
    }

    @Test
    void tellsWhichTargetsAreMet() {
        assertThat(TableReport.of(results))
                .contains("0.50 × limit (target ≥ 0.6) **missed**")
                .contains("20.00 × spark-v1 (target ≥ 15) met")
                .contains("400 ms more than kaspar-local/small-topic (target ≤ 300) **missed**")
                .doesNotContain("spark-tuned (target")
                .contains("commit abc")
                .contains("costs at least 50 ms");
    }

    @Test
    void drawsABarForEachMeasurement() throws Exception {
        String svg = ChartReport.of(results);

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg.split("<rect"))
                .hasSize(1
                        + ContenderName.values().length
                        + results.measurements().size());
        assertThat(svg)
                .contains("W2 sum(price * quantity)")
                .contains("a &lt;processor&gt;")
                .contains("commit abc");
    }

    private static Measurement measured(Workload workload, String contender, Double... seconds) {
        return new Measurement(workload, Codec.LZ4, contender, 1000, List.of(seconds), "");
    }
}
