package io.kaspar.soak;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a run does.
 *
 * @param length how long scans and faults go on
 * @param seed of all that is random; what the machine's timing adds to it is not repeated
 * @param faults that are injected
 * @param scanners scans that run at the same time
 * @param streams streams that run at the same time
 * @param killedPercent how many of a hundred streams run in processes of their own, which are killed
 * @param writers writes through Spark that are done at the same time
 * @param executors of the first writer, in processes of their own, which are killed; 0 for none
 * @param growth how many micro-batches of one stream to watch, in place of all else; 0 for none
 */
record SoakOptions(
        Duration length,
        long seed,
        Set<FaultKind> faults,
        int scanners,
        int streams,
        int killedPercent,
        int writers,
        int executors,
        int growth) {
    static final String USAGE =
            """
            usage: bench/soak [--minutes N] [--seed S] [--faults KIND,KIND,…] [--without KIND,KIND,…] [--scanners N]
                              [--streams N] [--killed PERCENT] [--writers N] [--executors N]
                   bench/soak --growth BATCHES

            Three brokers with three log directories each, topics of all kinds, producers of all kinds, faults, and
            scans, streams and writes through Spark SQL at the same time. Each scan, and each micro-batch of streams that are
            stopped anywhere and started again, is compared with what Kafka's own consumer saw of the partitions; and
            what it saw of writes, whose drivers and executors are killed, with what they were to write. Prints a line each minute, and at the end what was scanned, injected and found. The exit code
            is 1 when any scan differed, or failed for a reason that nothing explains.

            --minutes   how long (default 3)
            --seed      of all that is random (default: taken from the clock, and printed)
            --faults    the only ones to inject (default: all), of
                        %s
            --without   ones not to inject
            --scanners  scans that run at the same time (default 2)
            --streams   streams that run at the same time (default 2)
            --killed    how many of a hundred streams run in processes of their own, which are killed (default 20)
            --writers   writes that are done at the same time, by drivers that are killed (default 2)
            --executors processes of Spark that the first of them has, which are killed as well (default 2)
            --growth    none of this, but one stream of so many small micro-batches, and what its process holds meanwhile
            """.formatted(Arrays.stream(FaultKind.values()).map(FaultKind::word).collect(Collectors.joining(",")));

    SoakOptions {
        faults = Set.copyOf(faults);
    }

    /** @throws IllegalArgumentException with a message for a person */
    static SoakOptions parse(List<String> arguments, long seedOfClock) {
        int minutes = 3;
        long seed = seedOfClock;
        int scanners = 2;
        int streams = 2;
        int killed = 20;
        int writers = 2;
        int executors = 2;
        int growth = 0;
        Set<FaultKind> faults = EnumSet.allOf(FaultKind.class);
        Deque<String> left = new ArrayDeque<>(arguments);
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--minutes" -> minutes = (int) number(name, left, 10_000);
                case "--seed" -> seed = number(name, left, Long.MAX_VALUE);
                case "--faults" -> faults = kinds(name, left);
                case "--without" -> faults.removeAll(kinds(name, left));
                case "--scanners" -> scanners = (int) number(name, left, 0, 16);
                case "--streams" -> streams = (int) number(name, left, 0, 16);
                case "--killed" -> killed = (int) number(name, left, 0, 100);
                case "--writers" -> writers = (int) number(name, left, 0, 8);
                case "--executors" -> executors = (int) number(name, left, 0, 8);
                case "--growth" -> growth = (int) number(name, left, 1_000_000);
                default -> throw new IllegalArgumentException("no such option: " + name);
            }
        }
        return new SoakOptions(
                Duration.ofMinutes(minutes), seed, faults, scanners, streams, killed, writers, executors, growth);
    }

    private static Set<FaultKind> kinds(String name, Deque<String> left) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        for (String word : value(left).split(",", -1)) {
            kinds.add(Arrays.stream(FaultKind.values())
                    .filter(kind -> kind.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(name + ": no such fault: '" + word + "'")));
        }
        return kinds;
    }

    private static long number(String name, Deque<String> left, long max) {
        return number(name, left, 1, max);
    }

    private static long number(String name, Deque<String> left, long min, long max) {
        String value = value(left);
        if (!value.matches("0|[1-9][0-9]{0,17}") || Long.parseLong(value) < min || Long.parseLong(value) > max) {
            throw new IllegalArgumentException(
                    name + " needs a number from " + min + " to " + max + ", not '" + value + "'");
        }
        return Long.parseLong(value);
    }

    private static String value(Deque<String> left) {
        return left.isEmpty() ? "" : left.pop();
    }
}
