package io.kaspar.soak;

import java.io.IOException;

/** One kind of thing to do to the cluster. */
@FunctionalInterface
interface Fault {
    /**
     * Does it, and undoes it where that belongs to it.
     *
     * @return false when the cluster's state did not allow it
     * @throws IOException when the cluster did not answer, which is no wonder while brokers are away
     */
    boolean inject() throws IOException;
}
