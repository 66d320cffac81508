package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Makes sure that a topic is missing, when a broker says that it does not know it: while other brokers know it, it is asked for
 * again for a while.
 */
final class MissingTopic {
    private static final int MOST_TRIES = 10;

    private final Pause pause;

    /** @param pause some time, of which a second has ten or more */
    MissingTopic(Pause pause) {
        this.pause = pause;
    }

    /** Lets some time pass. */
    @FunctionalInterface
    interface Pause {
        void await() throws InterruptedException;
    }

    /**
     * What is found.
     *
     * @param describe asks a broker for the topic; empty when it does not know it
     * @param isKnownToSome asks whether any broker knows it
     */
    <T> Optional<T> find(Supplier<Optional<T>> describe, BooleanSupplier isKnownToSome) {
        Optional<T> found = describe.get();
        for (int tries = 1; found.isEmpty() && tries < MOST_TRIES && isKnownToSome.getAsBoolean(); tries++) {
            try {
                pause.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ClusterException("interrupted while looking for a topic", e);
            }
            found = describe.get();
        }
        return found;
    }
}
