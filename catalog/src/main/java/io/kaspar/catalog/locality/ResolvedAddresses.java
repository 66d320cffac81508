package io.kaspar.catalog.locality;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Addresses as this machine resolves them. Names are resolved side by side, and a query waits for all of them {@link #LONGEST_WAIT}
 * together: a resolver that does not answer costs a query its locality, not minutes. Answers, and that there is none, are remembered
 * for {@link #REMEMBERED}. Lives as long as a catalog. Thread-safe.
 */
public final class ResolvedAddresses implements HostAddresses {
    static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    static final Duration REMEMBERED = Duration.ofSeconds(60);
    private static final int MOST_AT_ONCE = 32;

    private final Function<String, Set<InetAddress>> resolver;
    private final Executor threads;
    private final InstantSource clock;
    private final Duration longestWait;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * An answer that is there or to come.
     *
     * @param waitUntil when a query no longer waits for it
     * @param askAgainAt when it is no longer believed
     */
    private record Answer(CompletableFuture<Set<InetAddress>> addresses, Instant waitUntil, Instant askAgainAt) {}

    /** As Java resolves names. */
    public static ResolvedAddresses ofThisMachine() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                MOST_AT_ONCE,
                MOST_AT_ONCE,
                1,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                ResolvedAddresses::daemon);
        // no thread stays behind when there is nothing to resolve
        threads.allowCoreThreadTimeOut(true);
        return new ResolvedAddresses(ResolvedAddresses::resolve, threads, InstantSource.system(), LONGEST_WAIT);
    }

    ResolvedAddresses(
            Function<String, Set<InetAddress>> resolver, Executor threads, InstantSource clock, Duration longestWait) {
        this.resolver = resolver;
        this.threads = threads;
        this.clock = clock;
        this.longestWait = longestWait;
    }

    @Override
    public void prepare(Collection<String> hosts) {
        hosts.forEach(this::ask);
    }

    @Override
    public Set<InetAddress> of(String host) {
        Answer answer = ask(host);
        long waitMs = Duration.between(clock.instant(), answer.waitUntil()).toMillis();
        try {
            return answer.addresses().get(Math.max(0, waitMs), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return Set.of(); // what the host is called may still match
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Set.of();
        }
    }

    private Answer ask(String host) {
        Instant now = clock.instant();
        return answers.compute(host, (name, known) -> {
            // one that is still being resolved is not asked a second time meanwhile
            boolean counts = known != null
                    && (now.isBefore(known.askAgainAt()) || !known.addresses().isDone());
            return counts
                    ? known
                    : new Answer(
                            CompletableFuture.supplyAsync(() -> resolver.apply(name), threads),
                            now.plus(longestWait),
                            now.plus(REMEMBERED));
        });
    }

    private static Set<InetAddress> resolve(String host) {
        try {
            return host.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(InetAddress.getAllByName(host)));
        } catch (UnknownHostException e) {
            return Set.of(); // a name of another network
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kaspar-resolver");
        thread.setDaemon(true);
        return thread;
    }
}
