package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.SparkSession;

/** Starts a broker and a registry, writes the topics, and lets the contenders take turns. */
public final class Bench {
    private static final int USAGE_ERROR = 2;

    private Bench() {}

    public static void main(String[] arguments) throws IOException {
        List<String> all = List.of(arguments);
        if (all.contains("--help")) {
            System.out.print(BenchOptions.USAGE);
            return;
        }
        BenchOptions options;
        try {
            options = BenchOptions.parse(all);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + BenchOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (BenchCluster cluster = BenchCluster.start(options.dataFolder(), Bench::tell);
                SparkSession spark = Sessions.local()) {
            Results results = measure(options, new BenchSetup(spark, cluster, options.contenders(), 0));
            System.out.print(TableReport.of(results));
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    private static Results measure(BenchOptions options, BenchSetup setup) throws IOException {
        Machine machine = Machine.here(setup.spark().version());
        FixedCost fixedCost = FixedCost.measure(setup);
        CaseRuns runs = new CaseRuns(options.warmupRounds(), options.rounds(), Bench::tell);
        List<Measurement> measurements = new ArrayList<>();
        List<BenchCase> cases = BenchCases.all(options, setup);
        for (int i = 0; i < cases.size(); i++) {
            BenchCase benchCase = cases.get(i);
            for (TopicSpec topic : benchCase.topics()) {
                setup.cluster().topics().ensure(topic);
            }
            measurements.addAll(runs.run(benchCase));
            write(options, new Results(machine, fixedCost, measurements)); // for who stops a long run before its end
            if (options.dataFolder().isEmpty()) {
                deleteUnused(setup, benchCase, cases.subList(i + 1, cases.size()));
            }
        }
        return new Results(machine, fixedCost, measurements);
    }

    private static void deleteUnused(BenchSetup setup, BenchCase done, List<BenchCase> left) throws IOException {
        Set<TopicSpec> unused = new HashSet<>(done.topics());
        left.forEach(benchCase -> unused.removeAll(benchCase.topics()));
        setup.cluster().topics().delete(unused);
    }

    private static void write(BenchOptions options, Results results) throws IOException {
        if (options.jsonFile().isPresent()) {
            Files.writeString(options.jsonFile().get(), new JsonReport().of(results));
        }
        if (options.chartFile().isPresent()) {
            Files.writeString(options.chartFile().get(), ChartReport.of(results));
        }
        if (options.reportFolder().isPresent()) {
            Path folder = Files.createDirectories(options.reportFolder().get());
            Files.writeString(folder.resolve("results.json"), new JsonReport().of(results));
            Files.writeString(folder.resolve("results.md"), TableReport.of(results));
            Files.writeString(folder.resolve("results.svg"), ChartReport.of(results));
        }
    }
}
