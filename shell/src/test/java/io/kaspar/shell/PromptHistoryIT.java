package io.kaspar.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Statements of earlier prompts, and of others that are open. */
@ExtendWith(SampleSessions.class)
class PromptHistoryIT {
    private static final String CTRL_R = "\u0012";

    @TempDir
    Path folder;

    @Test
    void isWrittenAtOnceByAllPromptsThatAreOpen(SampleSession samples) throws Exception {
        ExecutorService people = Executors.newCachedThreadPool();
        try (PipedOutputStream first = new PipedOutputStream();
                PipedOutputStream second = new PipedOutputStream()) {
            TypedSession session = new TypedSession(samples.spark(), folder);
            Future<?> one = open(people, session, new PipedInputStream(first));
            Future<?> two = open(people, new TypedSession(samples.spark(), folder), new PipedInputStream(second));
            type(first, "SELECT 1\n AS one;\n");
            awaitHistory(session, "AS one;");
            type(second, "SELECT 2 AS two;\n");
            awaitHistory(session, "SELECT 2 AS two;");
            type(first, "SELECT 3 AS three;\n");
            awaitHistory(session, "SELECT 3 AS three;");

            assertThat(Files.readAllLines(session.history())).hasSize(3);
            assertThat(one.isDone() || two.isDone())
                    .as("written while all are open")
                    .isFalse();
            type(first, "quit\n");
            type(second, "quit\n");
            one.get(1, TimeUnit.MINUTES);
            two.get(1, TimeUnit.MINUTES);
        } finally {
            people.shutdownNow();
        }

        TypedSession next = new TypedSession(samples.spark(), folder);
        next.type(CTRL_R + "three\n");

        assertThat(next.out()).contains(" three");
    }

    @Test
    void isNobodyElsesToRead(SampleSession samples) throws Exception {
        TypedSession session = new TypedSession(samples.spark(), folder);
        session.type("SELECT 1;\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(session.history())))
                .isEqualTo("rw-------");
    }

    @Test
    void leavesOutWhatBeginsWithABlank(SampleSession samples) throws Exception {
        TypedSession session = new TypedSession(samples.spark(), folder);
        session.type(" SELECT 'hidden-word';\nSELECT 1;\n");

        assertThat(session.history()).content().contains("SELECT 1;").doesNotContain("hidden-word");
    }

    private static Future<?> open(ExecutorService people, TypedSession session, PipedInputStream keys) {
        return people.submit(() -> {
            session.type(keys);
            return null;
        });
    }

    private static void type(PipedOutputStream keyboard, String keys) throws IOException {
        keyboard.write(keys.getBytes(UTF_8));
        keyboard.flush();
    }

    private static void awaitHistory(TypedSession session, String statement) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(session.history())
                        && Files.readString(session.history()).contains(statement));
    }
}
