package io.kaspar.reader.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;

/** Tells the end of a task from a fault. */
final class Interrupts {
    private Interrupts() {}

    /** Whether the task is being ended, which is no fault of what it reads. */
    static boolean isInterrupt(IOException fault) {
        return fault instanceof InterruptedIOException || fault instanceof ClosedByInterruptException;
    }
}
