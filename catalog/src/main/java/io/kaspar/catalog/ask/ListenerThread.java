package io.kaspar.catalog.ask;

import java.util.Arrays;
import java.util.Optional;

/**
 * The thread of Spark's that makes the metrics of its UI, by their classes' names. It may not know the classes of a jar that came by {@code ADD
 * JAR}, and logs a stack trace for each then.
 */
public final class ListenerThread {
    /** Of Spark's own, since 2.3: it calls the listener that makes metrics. */
    private static final String NAME = "spark-listener-group-appStatus";

    private ListenerThread() {}

    /** Whether it can make objects of our classes, of which this is one; true where there is no such thread. */
    public static boolean knows(Class<?> ours) {
        return find().map(Thread::getContextClassLoader)
                .map(loader -> knows(loader, ours))
                .orElse(true);
    }

    private static boolean knows(ClassLoader loader, Class<?> ours) {
        try {
            return Class.forName(ours.getName(), false, loader) == ours;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static Optional<Thread> find() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all != null && all.getParent() != null) {
            all = all.getParent();
        }
        if (all == null) {
            return Optional.empty();
        }
        Thread[] threads = new Thread[2 * all.activeCount()];
        int count = all.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(thread -> thread.getName().equals(NAME))
                .findFirst();
    }
}
