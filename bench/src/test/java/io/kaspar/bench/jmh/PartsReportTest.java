package io.kaspar.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.Machine;
import io.kaspar.bench.jmh.PartsReport.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PartsReportTest {
    @TempDir
    Path folder;

    @Test
    void saysHowManyTimesAsLongAPartTakesAsBefore() throws Exception {
        PartsReport report = new PartsReport(folder);
        report.write(machine("first"), List.of(new Part("Walk.walk", 20, 1)));
        report.write(machine("second"), List.of(new Part("Walk.walk", 30, 1), new Part("Walk.new", 5, 1)));

        assertThat(Files.readString(folder.resolve("parts.md")))
                .contains("at commit second", "× earlier (first)")
                .contains("| Walk.walk | 30.0 | 1.0 | 1.50 |", "| Walk.new | 5.0 | 1.0 |  |");
    }

    private static Machine machine(String commit) {
        return new Machine("a processor", 2, 4, "a JVM", "4", "4", commit);
    }
}
