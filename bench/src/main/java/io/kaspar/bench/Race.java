package io.kaspar.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Lets entrants take turns at one course, and refuses to report when their answers differ. */
final class Race {
    private static final double NANOS_PER_SECOND = 1e9;

    private final int warmupRounds;
    private final int rounds;
    private final Consumer<String> progress;

    Race(int warmupRounds, int rounds, Consumer<String> progress) {
        this.warmupRounds = warmupRounds;
        this.rounds = rounds;
        this.progress = progress;
    }

    /** Warm-up rounds, then the measured ones; each begins with another entrant. */
    List<Measurement> run(Course course) throws IOException {
        List<Entrant> entrants = course.entrants().get();
        List<Turn> turns = new ArrayList<>();
        for (int round = 0; round < warmupRounds + rounds; round++) {
            for (int i = 0; i < entrants.size(); i++) {
                Entrant entrant = entrants.get((round + i) % entrants.size());
                Turn turn = turn(entrant, round);
                progress.accept(String.format(
                        "%s %s, round %d%s: %.3f s",
                        course.name(),
                        entrant.label(),
                        round,
                        round < warmupRounds ? " (warm-up)" : "",
                        turn.seconds()));
                turns.add(turn);
            }
        }
        requireOneAnswer(course, turns);
        return entrants.stream()
                .map(entrant -> measurement(course, entrant, turns))
                .toList();
    }

    private static Turn turn(Entrant entrant, int round) throws IOException {
        entrant.attempt().prepare();
        try {
            System.gc(); // nobody pays for what others left behind
            long start = System.nanoTime();
            Answer answer = entrant.attempt().run();
            double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
            return new Turn(entrant.label(), round, seconds, answer);
        } finally {
            entrant.attempt().finish();
        }
    }

    private static void requireOneAnswer(Course course, List<Turn> turns) {
        for (Turn turn : turns) {
            if (!turn.answer().agreesWith(turns.get(0).answer())) {
                throw new IllegalStateException(
                        course.name() + ": the contenders do not agree: " + turns.get(0) + " and " + turn);
            }
        }
    }

    private Measurement measurement(Course course, Entrant entrant, List<Turn> turns) {
        List<Double> seconds = turns.stream()
                .filter(turn -> turn.contender().equals(entrant.label()) && turn.round() >= warmupRounds)
                .map(Turn::seconds)
                .toList();
        return new Measurement(
                course.workload(),
                course.codec(),
                entrant.label(),
                course.recordCount(),
                seconds,
                entrant.attempt().note());
    }

    private record Turn(String contender, int round, double seconds, Answer answer) {}
}
