package io.kaspar.schema.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.session.SessionClassLoader;
import java.lang.ref.WeakReference;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class LingerExecutorTest {
    @Test
    @Timeout(60)
    void runsWhatItIsGiven() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(2);
        LingerExecutor soon = new LingerExecutor(1);

        soon.execute(ran::countDown);
        soon.execute(ran::countDown);

        ran.await();
        assertThat(ran.getCount()).isZero();
    }

    @Test
    @Timeout(60)
    void holdsNoClassLoaderOfWhoGaveItSomething() throws Exception {
        LingerExecutor later = new LingerExecutor(TimeUnit.HOURS.toMillis(1));
        SessionClassLoader session = SessionClassLoader.empty();
        WeakReference<ClassLoader> ended = new WeakReference<>(session);
        session.call(() -> {
            later.execute(() -> {});
            return true;
        });
        session.close();
        session = null;

        while (ended.get() != null) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(ended.get()).isNull();
    }
}
