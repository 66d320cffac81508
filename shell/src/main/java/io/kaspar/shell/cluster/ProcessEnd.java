package io.kaspar.shell.cluster;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a process is ended. */
final class ProcessEnd {
    /** A keeper gives each of its processes a while. */
    private static final long PATIENCE_SECONDS = 60;

    private ProcessEnd() {}

    /** Asks a process to end, and kills it when it takes too long. */
    static void end(ProcessHandle process) throws IOException, InterruptedException {
        process.destroy();
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException("process " + process.pid() + " cannot be ended", e);
        }
    }
}
