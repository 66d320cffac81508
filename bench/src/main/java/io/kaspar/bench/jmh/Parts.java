package io.kaspar.bench.jmh;

import io.kaspar.bench.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the microbenchmarks; with {@code --report FOLDER} as first arguments it writes their figures into a folder. */
public final class Parts {
    private static final String REPORT = "--report";
    private static final int REPORT_ARGUMENTS = 2;

    private Parts() {}

    public static void main(String[] arguments) throws IOException, RunnerException, CommandLineOptionException {
        List<String> all = List.of(arguments);
        if (all.size() < REPORT_ARGUMENTS || !all.get(0).equals(REPORT)) {
            Main.main(arguments);
            return;
        }
        String[] ofJmh = all.subList(REPORT_ARGUMENTS, all.size()).toArray(String[]::new);
        List<PartsReport.Part> parts = new Runner(new CommandLineOptions(ofJmh))
                .run().stream().map(PartsReport.Part::of).toList();
        new PartsReport(Path.of(all.get(1))).write(Machine.here("none"), parts);
    }
}
