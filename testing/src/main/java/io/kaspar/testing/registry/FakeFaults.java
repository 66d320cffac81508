package io.kaspar.testing.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** What goes wrong at the fake registry before a request is answered. Thread-safe. */
final class FakeFaults {
    private final AtomicInteger failuresLeft = new AtomicInteger();
    private final Map<String, FakeResponse> planted = new ConcurrentHashMap<>();
    private volatile int failureStatus;
    private volatile long delayMs;
    private volatile Optional<String> authorization = Optional.empty();
    private volatile Optional<String> redirect = Optional.empty();
    private volatile Optional<Limit> limit = Optional.empty();

    void failNext(int count, int status) {
        failureStatus = status;
        failuresLeft.set(count);
    }

    void limit(int requestsPerSecond, LongSupplier nowMs) {
        limit = Optional.of(new Limit(requestsPerSecond, nowMs));
    }

    void delay(long ms) {
        delayMs = ms;
    }

    void plant(String path, FakeResponse response) {
        planted.put(path, response);
    }

    void requireBasicAuth(String userInfo) {
        byte[] bytes = userInfo.getBytes(StandardCharsets.UTF_8);
        authorization = Optional.of("Basic " + Base64.getEncoder().encodeToString(bytes));
    }

    void requireBearer(String token) {
        authorization = Optional.of("Bearer " + token);
    }

    void redirectTo(String url) {
        redirect = Optional.of(url);
    }

    void sleep() throws InterruptedException {
        if (delayMs > 0) {
            Thread.sleep(delayMs);
        }
    }

    /** The answer of whatever is wrong; empty when nothing is. */
    Optional<FakeResponse> answer(FakeRequest request) {
        if (redirect.isPresent()) {
            return Optional.of(new FakeResponse(307, "", Map.of("Location", redirect.get() + request.path())));
        }
        if (limit.isPresent() && limit.get().isReached()) {
            return Optional.of(new FakeResponse(
                    429, "{\"error_code\":42901,\"message\":\"too many requests\"}", Map.of("Retry-After", "1")));
        }
        if (failuresLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return Optional.of(FakeResponse.error(failureStatus, failureStatus * 100 + 1, "told to fail"));
        }
        if (authorization.isPresent() && !authorization.equals(request.header("Authorization"))) {
            return Optional.of(FakeResponse.error(401, 401, "Unauthorized"));
        }
        return Optional.ofNullable(planted.get(request.path()));
    }

    /** So many requests in each second. */
    private static final class Limit {
        private final int requestsPerSecond;
        private final LongSupplier nowMs;
        private long second = Long.MIN_VALUE;
        private int count;

        Limit(int requestsPerSecond, LongSupplier nowMs) {
            this.requestsPerSecond = requestsPerSecond;
            this.nowMs = nowMs;
        }

        synchronized boolean isReached() {
            long now = nowMs.getAsLong() / 1_000;
            count = now == second ? count + 1 : 1;
            second = now;
            return count > requestsPerSecond;
        }
    }
}
