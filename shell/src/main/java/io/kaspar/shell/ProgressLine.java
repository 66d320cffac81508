package io.kaspar.shell;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A line at a terminal that says what a statement has done so far, drawn again and again until the statement ends. */
final class ProgressLine implements Progress, AutoCloseable {
    private static final String CLEAR_TO_END = "\u001b[K";

    private final TaskProgress tasks;
    private final PrintWriter terminal;
    private final IntSupplier width;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kaspar-progress");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable StreamProgress stream;
    private boolean isRunning;
    private boolean isHeld;
    private boolean isShown;
    private long startNanos;

    /** A line that draws itself when {@link #draw} is called, and with {@link #drawEvery} by itself. */
    ProgressLine(TaskProgress tasks, PrintWriter terminal, IntSupplier width) {
        this.tasks = tasks;
        this.terminal = terminal;
        this.width = width;
    }

    /** Statements that end sooner than this show no line. */
    ProgressLine drawEvery(Duration pause) {
        var unused =
                clock.scheduleWithFixedDelay(this::draw, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public synchronized void begin() {
        tasks.begin(StatementRunner.JOB_GROUP);
        stream = null;
        isHeld = false;
        isRunning = true;
        startNanos = System.nanoTime();
    }

    @Override
    public synchronized void follow(StreamProgress followed, String jobGroup) {
        tasks.begin(jobGroup);
        stream = followed;
    }

    @Override
    public synchronized void makeRoom() {
        if (stream == null) {
            end();
            return;
        }
        isHeld = true;
        clear();
    }

    @Override
    public synchronized void resume() {
        isHeld = false;
    }

    synchronized void draw() {
        if (!isRunning || isHeld) {
            return;
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        StreamProgress followed = stream;
        String text = followed != null && followed.hasBegun()
                ? followed.text(elapsed)
                : ProgressText.of(tasks.totals(), elapsed);
        int fitting = Math.max(0, width.getAsInt() - 1);
        terminal.print("\r" + text.substring(0, Math.min(text.length(), fitting)) + CLEAR_TO_END);
        terminal.flush();
        isShown = true;
    }

    @Override
    public synchronized void end() {
        isRunning = false;
        clear();
    }

    private void clear() {
        if (isShown) {
            terminal.print("\r" + CLEAR_TO_END);
            terminal.flush();
            isShown = false;
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        end();
    }
}
