package io.kaspar.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.Lock;

/** Injects faults one after the other, each kind as often as the others. */
final class FaultInjector implements Runnable {
    private final Map<FaultKind, Fault> faults;
    private final int longestPauseMs;
    private final Random random;
    private final Life life;
    private final Lock restarts;
    private final FaultLog log;
    private final Tally tally;

    /** @param restarts held while brokers are away and while files are damaged, which a broker must not start with */
    FaultInjector(
            Map<FaultKind, Fault> faults,
            int longestPauseMs,
            Random random,
            Life life,
            Lock restarts,
            FaultLog log,
            Tally tally) {
        this.faults = Map.copyOf(faults);
        this.longestPauseMs = longestPauseMs;
        this.random = random;
        this.life = life;
        this.restarts = restarts;
        this.log = log;
        this.tally = tally;
    }

    @Override
    public void run() {
        List<FaultKind> left = new ArrayList<>();
        while (!faults.isEmpty() && life.goesOn()) {
            life.pause(longestPauseMs / 2 + random.nextInt(longestPauseMs / 2 + 1));
            if (left.isEmpty()) {
                left.addAll(faults.keySet().stream().sorted().toList());
            }
            if (life.goesOn()) {
                inject(left.remove(random.nextInt(left.size())));
            }
        }
    }

    private void inject(FaultKind kind) {
        boolean excludesRestarts = kind.takesBrokersAway() || kind.damagesFiles();
        if (excludesRestarts) {
            restarts.lock();
        }
        FaultLog.Event event = log.begin(kind);
        try {
            if (Objects.requireNonNull(faults.get(kind)).inject()) {
                tally.injected(kind);
            } else {
                tally.inVain(kind);
            }
        } catch (IOException e) {
            tally.inVain(kind);
        } finally {
            event.over();
            if (excludesRestarts) {
                restarts.unlock();
            }
        }
    }
}
