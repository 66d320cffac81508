package io.kaspar.shell;

import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jline.utils.Signals;

/**
 * Ends the stream of a script when somebody presses Ctrl-C or ends the process, so that all is closed and removed. A process in
 * which no stream runs ends at once, as any other does.
 */
final class StopSignals implements AutoCloseable {
    private static final String INTERRUPT = "INT";
    private static final String TERMINATE = "TERM";

    /** POSIX's numbers of them, and what shells add to those for an exit code. */
    private static final int INTERRUPT_NUMBER = 2;

    private static final int TERMINATE_NUMBER = 15;
    private static final int BY_SIGNAL = 128;

    private final BooleanSupplier stop;
    private final Object beforeInterrupt;
    private final Object beforeTerminate;
    private volatile int number;

    /** @param stop stops a stream, and says whether there was one */
    StopSignals(BooleanSupplier stop) {
        this.stop = stop;
        this.beforeInterrupt = Signals.register(INTERRUPT, () -> handle(INTERRUPT_NUMBER));
        this.beforeTerminate = Signals.register(TERMINATE, () -> handle(TERMINATE_NUMBER));
    }

    /** What a process that a signal ended says, when one has ended a stream. */
    OptionalInt exitCode() {
        return number == 0 ? OptionalInt.empty() : OptionalInt.of(BY_SIGNAL + number);
    }

    private void handle(int signal) {
        boolean isFirst = number == 0;
        number = signal;
        if (!isFirst || !stop.getAsBoolean()) {
            System.exit(BY_SIGNAL + signal);
        }
    }

    @Override
    public void close() {
        Signals.unregister(INTERRUPT, beforeInterrupt);
        Signals.unregister(TERMINATE, beforeTerminate);
    }
}
