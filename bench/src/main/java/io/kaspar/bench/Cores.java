package io.kaspar.bench;

import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Some of the machine's cores, on which {@code taskset} holds processes. Linux only.
 *
 * @param first the number of the first one
 * @param last the number of the last one
 */
public record Cores(int first, int last) {
    private static final int ATTEMPTS = 5;

    // Asked for once: the JVM's answer follows what the process is held on.
    private static final int COUNT = Runtime.getRuntime().availableProcessors();

    public Cores {
        if (first < 0 || last < first) {
            throw new IllegalArgumentException("no cores: " + first + " to " + last);
        }
    }

    /** How many the machine has. */
    public static int count() {
        return COUNT;
    }

    /** All of them. */
    public static Cores all() {
        return new Cores(0, COUNT - 1);
    }

    /** The first one. */
    public static Cores one() {
        return new Cores(0, 0);
    }

    /** The first half of them. */
    public static Cores firstHalf() {
        return new Cores(0, Math.max(1, COUNT / 2) - 1);
    }

    /** Those that are not in the first half. */
    public static Cores secondHalf() {
        return new Cores(COUNT / 2, COUNT - 1);
    }

    /** Holds all threads of a process on these cores, until it is held on others. */
    public void hold(long pid) throws IOException {
        for (int attempt = 1; !tryToHold(pid); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IOException("taskset could not hold process " + pid + " on the cores " + list());
            }
        }
    }

    /** False also when one of the threads ended meanwhile: taskset stops there. */
    private boolean tryToHold(long pid) throws IOException {
        Process process = new ProcessBuilder(
                        "taskset", "--all-tasks", "--cpu-list", "--pid", list(), Long.toString(pid))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while taskset ran");
        }
    }

    private String list() {
        return first + "-" + last;
    }
}
