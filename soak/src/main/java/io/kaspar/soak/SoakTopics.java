package io.kaspar.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** All topics of a run, with those that are no more. Thread-safe. */
final class SoakTopics {
    private final List<TopicLedger> ledgers = new CopyOnWriteArrayList<>();

    void add(TopicLedger ledger) {
        ledgers.add(ledger);
    }

    /** Those that exist. */
    List<TopicLedger> alive() {
        return ledgers.stream().filter(TopicLedger::isAlive).toList();
    }

    /** One that exists and is of this kind. */
    TopicLedger any(Random random, Predicate<SoakTopic> kind) {
        List<TopicLedger> some =
                alive().stream().filter(ledger -> kind.test(ledger.topic())).toList();
        return some.get(random.nextInt(some.size()));
    }

    boolean has(Predicate<SoakTopic> kind) {
        return alive().stream().anyMatch(ledger -> kind.test(ledger.topic()));
    }

    /** The lives of a topic that existed at any time between these, the last first. */
    List<TopicLedger> livesOf(String name, long startMs, long endMs) {
        List<TopicLedger> lives = new ArrayList<>();
        for (TopicLedger ledger : ledgers) {
            if (ledger.topic().name().equals(name) && ledger.livedBetween(startMs, endMs)) {
                lives.add(0, ledger);
            }
        }
        return lives;
    }

    /** Lets go of lives that no scan can ask for any more. */
    void forgetDeadBefore(long timeMs) {
        ledgers.removeIf(ledger -> !ledger.livedBetween(timeMs, Long.MAX_VALUE));
    }

    /** How many records are remembered. */
    long size() {
        return ledgers.stream().mapToLong(TopicLedger::size).sum();
    }
}
