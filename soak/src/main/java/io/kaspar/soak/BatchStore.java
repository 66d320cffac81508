package io.kaspar.soak;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Where the rows of micro-batches go, by their numbers: what came last of a number is what came. */
interface BatchStore {
    /** Whether there was something of this number. */
    boolean put(long number, BatchRows rows) throws IOException;

    /** The number of the last micro-batch that gave something. */
    OptionalLong last() throws IOException;

    /** Hands over what a micro-batch gave last; empty when it gave nothing. */
    Optional<BatchRows> take(long number) throws IOException;
}
