package io.kaspar.schema.lease;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what it is given some time later.
 *
 * <p>Its thread only waits, ends when there is nothing to wait for, and holds no class loader of the thread that came first, as
 * the one of {@link CompletableFuture#delayedExecutor} would for as long as the JVM lives.
 */
public final class LingerExecutor implements Executor {
    private static final Executor WORKERS = new CompletableFuture<Void>().defaultExecutor();
    private static final long THREAD_IDLE_SECONDS = 10;

    private final ScheduledThreadPoolExecutor waiting = new ScheduledThreadPoolExecutor(1, LingerExecutor::thread);
    private final long delayMs;

    LingerExecutor(long delayMs) {
        this.delayMs = delayMs;
        waiting.setKeepAliveTime(THREAD_IDLE_SECONDS, TimeUnit.SECONDS);
        waiting.allowCoreThreadTimeOut(true);
    }

    public static LingerExecutor ofSeconds(long seconds) {
        return new LingerExecutor(TimeUnit.SECONDS.toMillis(seconds));
    }

    @Override
    public void execute(Runnable work) {
        // What closes may take its time, so it does not do that in the thread that waits.
        Future<?> unused = waiting.schedule(() -> WORKERS.execute(work), delayMs, TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "kaspar-linger");
        thread.setDaemon(true);
        thread.setContextClassLoader(LingerExecutor.class.getClassLoader());
        return thread;
    }
}
