package io.kaspar.schema.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.cancel.CancelledException;
import io.kaspar.testing.session.SessionClassLoader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(
        value = 60,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // Where one waits that must not, it fails and does not hang.
final class LeasesTest {
    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);

    private final List<String> closed = new ArrayList<>();
    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private final ExecutorService others = Executors.newCachedThreadPool();

    private final Leases<String, String, IOException> leases =
            new Leases<>(key -> key + made.incrementAndGet(), closed::add, lingering::add);

    @AfterEach
    void endThreads() {
        others.shutdownNow();
    }

    @Test
    void sharesOneValuePerKey() throws Exception {
        try (Lease<String> first = leases.lease("a");
                Lease<String> second = leases.lease("a");
                Lease<String> other = leases.lease("b")) {
            assertThat(second.value()).isSameAs(first.value());
            assertThat(other.value()).isEqualTo("b2");
            assertThat(leases.count()).isEqualTo(2);
        }
    }

    @Test
    void closesAValueSomeTimeAfterItsLastLease() throws Exception {
        Lease<String> first = leases.lease("a");
        Lease<String> second = leases.lease("a");
        first.close();
        first.close();
        assertThat(lingering).isEmpty();

        second.close();
        assertThat(closed).isEmpty();
        lingering.remove().run();

        assertThat(closed).containsExactly("a1");
        assertThat(leases.count()).isZero();
        assertThatThrownBy(first::value).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsAValueThatIsLeasedAgainWhileItLingers() throws Exception {
        leases.lease("a").close();
        leases.lease("a").close();

        lingering.remove().run();
        assertThat(closed).isEmpty();
        lingering.remove().run();
        assertThat(closed).containsExactly("a1");
    }

    @Test
    void givesASpoiltValueToNobodyElse() throws Exception {
        Lease<String> spoilt = leases.lease("a");
        Lease<String> sharer = leases.lease("a");

        spoilt.spoil();

        assertThat(leases.lease("a").value()).isEqualTo("a2");
        spoilt.close();
        assertThat(sharer.value()).isEqualTo("a1");
        sharer.close();
        assertThat(closed).containsExactly("a1");
        assertThat(lingering).isEmpty();
    }

    @Test
    void neitherLeaseNorReturnWaitsForAValueThatHangs() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        Leases<String, String, InterruptedException> hanging = new Leases<>(
                key -> {
                    if (key.equals("hangs")) {
                        hangs.countDown();
                        ends.await();
                    }
                    return key;
                },
                closed::add,
                lingering::add);
        Lease<String> before = hanging.lease("before");
        Future<Lease<String>> waits = others.submit(() -> hanging.lease("hangs"));
        hangs.await();

        before.close();
        hanging.lease("after").close();
        assertThat(lingering).hasSize(2);
        lingering.remove().run();
        assertThat(closed).containsExactly("before");

        ends.countDown();
        assertThat(waits.get().value()).isEqualTo("hangs");
    }

    @Test
    void aCancelledCallerWaitsNoLongerForAnother() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        AtomicBoolean isCancelled = new AtomicBoolean();
        Leases<String, String, InterruptedException> hanging = new Leases<>(
                key -> {
                    hangs.countDown();
                    ends.await();
                    return key;
                },
                closed::add,
                lingering::add);
        Future<Lease<String>> maker = others.submit(() -> hanging.lease("a"));
        hangs.await();
        Future<Lease<String>> waiter = others.submit(() -> hanging.lease("a", isCancelled::get));

        isCancelled.set(true);

        assertThatThrownBy(waiter::get).hasCauseInstanceOf(CancelledException.class);
        ends.countDown();
        maker.get().close();
        assertThat(lingering).hasSize(1);
    }

    @Test
    void tellsEverybodyWhoWaitedThatAValueCannotBeMadeAndForgetsIt() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        Leases<String, String, IOException> failing = new Leases<>(
                key -> {
                    made.incrementAndGet();
                    try {
                        return answer.join();
                    } catch (java.util.concurrent.CompletionException e) {
                        throw new IOException("no " + key, e);
                    }
                },
                closed::add,
                lingering::add);
        Future<Lease<String>> maker = others.submit(() -> failing.lease("a"));
        Thread waiter =
                new Thread(() -> assertThatThrownBy(() -> failing.lease("a")).hasMessage("no a"));
        List<Throwable> problems = new ArrayList<>();
        waiter.setUncaughtExceptionHandler((thread, problem) -> problems.add(problem));
        awaitMade(1);
        waiter.start();
        awaitWaiting(waiter);

        answer.completeExceptionally(new IllegalStateException("broken"));

        assertThatThrownBy(maker::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("broken");
        waiter.join();
        assertThat(problems).isEmpty();
        assertThat(made).hasValue(1);
        assertThat(failing.count()).isZero();
        assertThatThrownBy(() -> failing.lease("a")).isInstanceOf(IOException.class);
        assertThat(made).hasValue(2);
    }

    @Test
    void anInterruptedMakerFailsAlone() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Leases<String, String, IOException> interruptible = new Leases<>(
                key -> {
                    if (made.incrementAndGet() == 1) {
                        begun.countDown();
                        try {
                            Thread.sleep(Long.MAX_VALUE);
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            throw new IOException("interrupted", e);
                        }
                    }
                    return key + made;
                },
                closed::add,
                lingering::add);
        List<Throwable> problems = new ArrayList<>();
        Thread maker = new Thread(
                () -> assertThatThrownBy(() -> interruptible.lease("a")).hasMessage("interrupted"));
        maker.setUncaughtExceptionHandler((thread, problem) -> problems.add(problem));
        maker.start();
        begun.await();
        CompletableFuture<String> second = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                second.complete(interruptible.lease("a").value());
            } catch (IOException | InterruptedException e) {
                second.completeExceptionally(e);
            }
        });
        waiter.start();
        awaitWaiting(waiter);

        maker.interrupt();

        assertThat(second.get()).isEqualTo("a2");
        maker.join();
        assertThat(problems).isEmpty();
    }

    /** A thread keeps the class loader of the thread that started it, and a value outlives who asked for it first. */
    @Test
    void makesAValueWithoutTheClassLoaderOfWhoAsksFirst() throws Exception {
        Leases<String, Thread, IOException> starting = new Leases<>(Thread::new, Thread::interrupt, lingering::add);
        try (SessionClassLoader session = SessionClassLoader.empty()) {
            Thread started = session.call(() -> starting.lease("a").value());

            assertThat(started.getContextClassLoader()).isSameAs(Leases.class.getClassLoader());
        }
    }

    private void awaitMade(int count) {
        while (made.get() < count) {
            Thread.onSpinWait();
        }
    }

    private static void awaitWaiting(Thread thread) {
        while (!WAITING.contains(thread.getState())) {
            Thread.onSpinWait();
        }
    }
}
