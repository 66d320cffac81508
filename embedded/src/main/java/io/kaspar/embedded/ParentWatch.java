package io.kaspar.embedded;

import java.io.IOException;

/** Ends a child's JVM when its parent is gone, however that came about: the pipe to standard input closes then. */
public final class ParentWatch {
    private ParentWatch() {}

    /** To be called in the child, once. */
    public static void start() {
        Thread watch = new Thread(ParentWatch::exitAtEndOfInput, "parent-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void exitAtEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; whatever comes is no reason to end.
            }
        } catch (IOException e) {
            System.err.println("standard input cannot be read, ending: " + e);
        }
        System.exit(0);
    }
}
