package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.bench.data.Codec;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BenchOptionsTest {

    @Test
    void measuresEverythingUnlessToldOtherwise() {
        BenchOptions options = BenchOptions.parse(List.of());

        assertThat(options.recordCount()).isEqualTo(20_000_000);
        assertThat(options.workloads()).containsExactly(Workload.values());
        assertThat(ContenderName.labels(options.contenders()))
                .containsExactly("kaspar-local", "kaspar-network", "spark-v1", "spark-tuned", "consumer", "limit");
        assertThat(options.codecs(Workload.W2)).containsExactly(Codec.LZ4);
        assertThat(options.codecs(Workload.W3)).containsExactly(Codec.NONE, Codec.ZSTD);
    }

    @Test
    void takesWhatItIsTold() {
        BenchOptions options = BenchOptions.parse(List.of(
                "--records",
                "10",
                "--rounds",
                "2",
                "--warmup",
                "1",
                "--partitions",
                "3",
                "--workloads",
                "w2,W1",
                "--codecs",
                "zstd,lz4",
                "--contenders",
                "spark-v1, kaspar-local",
                "--json",
                "out.json",
                "--chart",
                "out.svg",
                "--report",
                "docs",
                "--data",
                "kept"));

        assertThat(options.recordCount()).isEqualTo(10);
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.warmupRounds()).isEqualTo(1);
        assertThat(options.partitionCount()).isEqualTo(3);
        assertThat(options.workloads()).containsExactly(Workload.W2, Workload.W1);
        assertThat(options.codecs(Workload.W2)).containsExactly(Codec.ZSTD, Codec.LZ4);
        assertThat(options.contenders()).containsExactly(ContenderName.SPARK_V1, ContenderName.KASPAR_LOCAL);
        assertThat(options.jsonFile()).contains(Path.of("out.json"));
        assertThat(options.chartFile()).contains(Path.of("out.svg"));
        assertThat(options.reportFolder()).contains(Path.of("docs"));
        assertThat(options.dataFolder()).contains(Path.of("kept"));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--record", "10"))).hasMessage("no such option: --record");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--records", "many")))
                .hasMessageContaining("not many");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--contenders", "trino")))
                .hasMessageContaining("trino");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--workloads", "W99")))
                .hasMessageContaining("W99");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--codecs", "rar"))).hasMessageContaining("rar");
        assertThatThrownBy(() -> BenchOptions.parse(List.of("--json"))).hasMessageContaining("--json");
    }

    @Test
    void namesEveryWorkloadAndContenderInItsHelp() {
        for (Workload workload : Workload.values()) {
            assertThat(BenchOptions.USAGE).contains(workload + " ").contains(workload.title());
        }
        assertThat(BenchOptions.USAGE).contains(ContenderName.labels(List.of(ContenderName.values())));
    }
}
