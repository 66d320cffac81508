package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the programs, with the class path that Maven made for it. */
final class RunIT {
    private static final long PATIENCE_MINUTES = 3;

    @TempDir
    Path folder;

    /** And again: the model is kept, and what the first run's stream knew of a broker that is gone is not. */
    @Test
    void runsAProgramTwiceWithABrokerOfItsOwn() throws Exception {
        String kept = folder.resolve("kept").toString();
        for (int run = 0; run < 2; run++) {
            String printed = run("inference", "--rows", "3", "--pause-ms", "0", "--folder", kept);

            assertThat(printed).containsPattern("\n3 results, from input to output p50 \\d+ ms, p99 \\d+ ms\n");
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder =
                new ProcessBuilder(Path.of("run").toAbsolutePath().toString());
        builder.command().addAll(java.util.List.of(arguments));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();
            String printed = Files.readString(output);
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
