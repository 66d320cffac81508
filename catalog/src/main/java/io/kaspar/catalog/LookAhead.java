package io.kaspar.catalog;

import io.kaspar.catalog.ReadAhead.Expected;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has questions about many topics asked at once where tables are loaded in the order of a list, and while the tables before them
 * are loaded. Tools load all tables of a list, one after the other, and one by one each of them would wait for every question.
 *
 * <p>Thread-safe. What fails is told by the question about the single topic.
 */
final class LookAhead {
    private static final Logger LOG = LoggerFactory.getLogger(LookAhead.class);

    private final ReadAhead readAhead = new ReadAhead();
    private final List<Consumer<List<String>>> questions;
    private UnderWay underWay = UnderWay.NOTHING;

    /** @param answered when all questions about these topics have their answers, or never will */
    private record UnderWay(List<String> topics, CompletableFuture<Void> answered) {
        static final UnderWay NOTHING = new UnderWay(List.of(), CompletableFuture.completedFuture(null));
    }

    /** @param questions each asks about these topics, and remembers what it hears; they are asked side by side */
    LookAhead(List<Consumer<List<String>>> questions) {
        this.questions = List.copyOf(questions);
    }

    /** Takes note of a list that was shown; its topics are asked for anew, though they be the same as before. */
    synchronized void listed(List<String> topics) {
        readAhead.listed(topics);
        underWay = UnderWay.NOTHING;
    }

    /** Whether the topic is in that list. */
    boolean isListed(String topic) {
        return readAhead.isListed(topic);
    }

    /** To be called before a topic is asked for. Waits while others that are loaded with it are asked for. */
    void beforeLoading(String topic) {
        Expected expected = readAhead.expected(topic);
        if (!expected.now().isEmpty()) {
            await(asked(expected.now()));
        } else if (!expected.soon().isEmpty()) {
            var unused = asked(expected.soon());
        }
    }

    private synchronized CompletableFuture<Void> asked(List<String> topics) {
        if (!underWay.topics().equals(topics)) {
            underWay = new UnderWay(topics, ask(topics));
        }
        return underWay.answered();
    }

    private CompletableFuture<Void> ask(List<String> topics) {
        return CompletableFuture.allOf(questions.stream()
                .map(question -> CompletableFuture.runAsync(() -> question.accept(topics), LookAhead::inThread))
                .toArray(CompletableFuture[]::new));
    }

    /** A thread for each: clients that are opened in it look for users' classes where the session does. */
    private static void inThread(Runnable work) {
        Thread thread = new Thread(work, "kaspar-look-ahead");
        thread.setDaemon(true);
        thread.start();
    }

    private static void await(CompletableFuture<Void> answered) {
        try {
            answered.get();
        } catch (ExecutionException e) {
            LOG.debug("Listed topics are asked for one by one", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
