package io.kaspar.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Lets contenders take turns at one workload, and refuses to report when their answers differ. */
final class Race {
    private static final double NANOS_PER_SECOND = 1e9;

    private final SparkSession spark;
    private final List<Contender> contenders;
    private final int rounds;

    Race(SparkSession spark, List<Contender> contenders, int rounds) {
        this.spark = spark;
        this.contenders = contenders;
        this.rounds = rounds;
    }

    List<Measurement> run(Workload workload) {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        Map<String, String> answers = new LinkedHashMap<>();
        contenders.forEach(contender -> seconds.put(contender.name(), new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                long start = System.nanoTime();
                String answer = spark.sql(contender.statement(workload)).first().getString(0);
                double elapsed = (System.nanoTime() - start) / NANOS_PER_SECOND;
                requireSame(answers, contender, answer);
                System.err.printf("%s %s, round %d: %.2f s%n", workload.label(), contender.name(), round, elapsed);
                if (round > 0) {
                    seconds.get(contender.name()).add(elapsed);
                }
            }
        }
        return contenders.stream()
                .map(contender -> new Measurement(
                        workload, contender.name(), seconds.get(contender.name()), answers.get(contender.name())))
                .toList();
    }

    private static void requireSame(Map<String, String> answers, Contender contender, String answer) {
        answers.put(contender.name(), answer);
        if (answers.values().stream().distinct().count() > 1) {
            throw new IllegalStateException("the contenders do not agree: " + answers);
        }
    }
}
