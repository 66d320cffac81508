package io.kaspar.schema.cancel;

/**
 * Ends a wait as an interrupt does. The thread was not interrupted, so who turns this into another exception leaves the thread's
 * interrupt as it is: {@link #keepInterrupt}.
 */
public final class CancelledException extends InterruptedException {
    private static final long serialVersionUID = 1L;

    public CancelledException() {
        super("the task was cancelled");
    }

    /** For who catches the end of a wait: the thread stays interrupted, if it was. */
    public static void keepInterrupt(InterruptedException ended) {
        if (!(ended instanceof CancelledException)) {
            Thread.currentThread().interrupt();
        }
    }
}
