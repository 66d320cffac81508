package io.kaspar.schema.program;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where large classes are compiled while tasks decode by steps: one at a time, so that it takes one core at most. */
final class BackgroundCompiler {
    private static final int IDLE_SECONDS = 10;

    /** One for the whole JVM, as {@link DecoderClasses} is; its thread ends when there is nothing to do. */
    private static final Executor OF_THIS_JVM = executor();

    private BackgroundCompiler() {}

    static Executor ofThisJvm() {
        return OF_THIS_JVM;
    }

    private static Executor executor() {
        ThreadPoolExecutor executor = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), BackgroundCompiler::daemon);
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kaspar-compiler");
        thread.setDaemon(true);
        return thread;
    }
}
