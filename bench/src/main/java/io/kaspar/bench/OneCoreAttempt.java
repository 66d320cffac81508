package io.kaspar.bench;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * The same in the same session, with all threads of this process held on core 0 by {@code taskset} for the turn: tasks, the
 * reading ahead, compilation and collection share it.
 */
record OneCoreAttempt(Attempt attempt) implements Attempt {

    @Override
    public void prepare() throws IOException {
        attempt.prepare();
        holdOn("0");
    }

    @Override
    public Answer run() throws IOException {
        return attempt.run();
    }

    @Override
    public void finish() throws IOException {
        holdOn("0-" + (Field.coreCount() - 1));
        attempt.finish();
    }

    private static void holdOn(String cores) throws IOException {
        String pid = Long.toString(ProcessHandle.current().pid());
        Process process = new ProcessBuilder("taskset", "--all-tasks", "--cpu-list", "--pid", cores, pid)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("taskset could not hold this process on core " + cores);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while taskset ran");
        }
    }
}
