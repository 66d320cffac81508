package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchOptionsTest {

    @Test
    void measuresEverythingUnlessToldOtherwise() {
        BenchOptions options = BenchOptions.parse(List.of());

        assertThat(options.recordCount()).isEqualTo(5_000_000);
        assertThat(options.workloads()).containsExactly(Workload.values());
        assertThat(options.contenders())
                .extracting(Contender::name)
                .containsExactly("kaspar-local", "kaspar-network", "spark-v1", "spark-tuned");
    }

    @Test
    void takesWhatItIsTold() {
        BenchOptions options = BenchOptions.parse(List.of(
                "--records",
                "10",
                "--rounds",
                "2",
                "--workloads",
                "sum",
                "--contenders",
                "spark-v1, kaspar-local",
                "--json",
                "out.json"));

        assertThat(options.recordCount()).isEqualTo(10);
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.workloads()).containsExactly(Workload.SUM);
        assertThat(options.contenders()).extracting(Contender::name).containsExactly("spark-v1", "kaspar-local");
        assertThat(options.jsonFile()).contains(Path.of("out.json"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--record", "10"))).hasMessage("no such option: --record");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--records", "many")))
                .hasMessageContaining("not many");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--contenders", "trino")))
                .hasMessageContaining("trino");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--json"))).hasMessageContaining("--json");
    }
}
