package io.kaspar.testing.fuzz;

import java.util.List;

/** Something that reads bytes it cannot trust. Has a constructor without parameters, and need not be public. */
public interface FuzzTarget {
    /**
     * Reads one input. Returns when the input was read rightly, or refused with a documented error; whatever it throws is a
     * fault of what was called.
     */
    void run(byte[] input) throws Exception;

    /** Inputs to start from, which reach far into the code. */
    List<byte[]> seeds() throws Exception;
}
