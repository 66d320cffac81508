package io.kaspar.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets contenders take turns at one case, and refuses to report when their answers differ. */
final class CaseRuns {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int warmupRounds;
    private final int rounds;
    private final Consumer<String> progress;

    CaseRuns(int warmupRounds, int rounds, Consumer<String> progress) {
        this.warmupRounds = warmupRounds;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Warm-up rounds, then the measured ones; each begins with another contender. */
    List<Measurement> run(BenchCase benchCase) throws IOException {
        List<Contender> contenders = benchCase.contenders().get();
        List<Measured> runs = new ArrayList<>();
        for (int round = 0; round < warmupRounds + rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get((round + i) % contenders.size());
                Measured run = run(contender, round);
                progress.accept(String.format(
                        "%s %s, round %d%s: %.3f s",
                        benchCase.name(),
                        contender.label(),
                        round,
                        round < warmupRounds ? " (warm-up)" : "",
                        run.seconds()));
                runs.add(run);
            }
        }
        requireOneAnswer(benchCase, runs);
        return contenders.stream()
                .map(contender -> measurement(benchCase, contender, runs))
                .toList();
    }

    private static Measured run(Contender contender, int round) throws IOException {
        contender.run().prepare();
        try {
            System.gc(); // nobody pays for what others left behind
            long start = System.nanoTime();
            Answer answer = contender.run().run();
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            return new Measured(contender.label(), round, seconds, answer);
        } finally {
            contender.run().finish();
        }
    }

    private static void requireOneAnswer(BenchCase benchCase, List<Measured> runs) {
        for (Measured run : runs) {
            if (!run.answer().agreesWith(runs.get(0).answer())) {
                throw new IllegalStateException(
                        benchCase.name() + ": the contenders do not agree: " + runs.get(0) + " and " + run);
            }
        }
    }

    private Measurement measurement(BenchCase benchCase, Contender contender, List<Measured> runs) {
        List<Double> seconds = runs.stream()
                .filter(run -> run.contender().equals(contender.label()) && run.round() >= warmupRounds)
                .map(Measured::seconds)
                .toList();
        return new Measurement(
                benchCase.workload(),
                benchCase.codec(),
                contender.label(),
                benchCase.recordCount(),
                seconds,
                contender.run().note());
    }

    private record Measured(String contender, int round, double seconds, Answer answer) {}
}
