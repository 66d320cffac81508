package io.kaspar.client.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.Waiting;
import io.kaspar.testing.session.SessionClassLoader;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of one JVM, each with a class loader, as Spark Connect has them. No broker: a login needs none. */
final class SessionConnectionsTest {
    private static final Map<String, String> PLAIN = Map.of("bootstrap.servers", "localhost:1");
    private static final Map<String, String> WITH_LOGIN_CLASS = Map.of(
            "bootstrap.servers",
            "localhost:1",
            "security.protocol",
            "SASL_PLAINTEXT",
            "sasl.mechanism",
            "PLAIN",
            "sasl.jaas.config",
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b\";",
            "sasl.login.class",
            CountingLogin.class.getName());

    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final SharedConnections connections = new SharedConnections(lingering::add);

    @TempDir
    Path folder = Path.of("");

    @Test
    void logInWithTheirOwnClassEach() throws Exception {
        SessionClassLoader one = SessionClassLoader.withCopy(CountingLogin.class, folder.resolve("one"));
        SessionClassLoader other = SessionClassLoader.withCopy(CountingLogin.class, folder.resolve("other"));

        for (int task = 0; task < 3; task++) {
            one.call(() -> connections.borrow(WITH_LOGIN_CLASS)).close();
            other.call(() -> connections.borrow(WITH_LOGIN_CLASS)).close();
        }

        assertThat(logins(one)).isEqualTo(1);
        assertThat(logins(other)).isEqualTo(1);
    }

    @Test
    void areForgottenWhenTheirConnectionsClose() throws Exception {
        SessionClassLoader session = SessionClassLoader.withCopy(CountingLogin.class, folder);
        session.call(() -> connections.borrow(WITH_LOGIN_CLASS)).close();
        assertThat(logins(session)).isEqualTo(1);
        WeakReference<ClassLoader> ended = new WeakReference<>(session);
        session.close();
        session = null;

        lingering.remove().run();

        awaitCollected(ended);
    }

    @Test
    void areNotHeldByConnectionsOfAll() throws Exception {
        SessionClassLoader session = SessionClassLoader.empty();
        BorrowedClient borrowed = session.call(() -> connections.borrow(PLAIN));
        WeakReference<ClassLoader> ended = new WeakReference<>(session);
        session.close();
        session = null;

        awaitCollected(ended);

        BrokerClient client = borrowed.client();
        borrowed.close();
        try (BorrowedClient next = SessionClassLoader.empty().call(() -> connections.borrow(PLAIN))) {
            assertThat(next.client()).isSameAs(client);
        }
    }

    private static int logins(SessionClassLoader session) throws ReflectiveOperationException {
        Field logins = session.loadClass(CountingLogin.class.getName()).getDeclaredField("LOGINS");
        logins.setAccessible(true);
        return ((AtomicInteger) logins.get(null)).get();
    }

    private static void awaitCollected(WeakReference<ClassLoader> ended) {
        Waiting.until("the class loader of a session that ended to be collected", () -> {
            System.gc();
            return ended.get() == null;
        });
    }
}
