package io.kaspar.bench;

import java.util.ArrayList;
import java.util.List;
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

    /** A warm-up round, then the measured ones. */
    List<Measurement> run(Workload workload) {
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            for (Contender contender : contenders) {
                Turn turn = turn(contender, workload);
                System.err.printf(
                        "%s %s, round %d: %.2f s%n", workload.label(), contender.name(), round, turn.seconds());
                turns.add(turn);
            }
        }
        requireOneAnswer(turns);
        List<Turn> measured = turns.subList(contenders.size(), turns.size());
        return contenders.stream()
                .map(contender -> measurement(workload, contender, measured))
                .toList();
    }

    private Turn turn(Contender contender, Workload workload) {
        long start = System.nanoTime();
        String answer = spark.sql(contender.statement(workload)).first().getString(0);
        return new Turn(contender.name(), (System.nanoTime() - start) / NANOS_PER_SECOND, answer);
    }

    private static void requireOneAnswer(List<Turn> turns) {
        if (turns.stream().map(Turn::answer).distinct().count() > 1) {
            throw new IllegalStateException("the contenders do not agree: " + turns);
        }
    }

    private static Measurement measurement(Workload workload, Contender contender, List<Turn> turns) {
        List<Turn> own = turns.stream()
                .filter(turn -> turn.contender().equals(contender.name()))
                .toList();
        return new Measurement(
                workload,
                contender.name(),
                own.stream().map(Turn::seconds).toList(),
                own.get(0).answer());
    }

    private record Turn(String contender, double seconds, String answer) {}
}
