package io.kaspar.catalog.ask;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is asked for once. The first caller asks in its own thread; callers that come meanwhile wait for its answer, and
 * no lock is held. A failure is told to those who wait and then forgotten: the next caller asks again. Thread-safe.
 */
public final class Once<V> {
    private final AtomicReference<@Nullable Question<V>> question = new AtomicReference<>();

    /** The answer, which {@code ask} gives when nobody asked before. */
    public V get(Supplier<V> ask) {
        Question<V> mine = new Question<>(ask);
        Question<V> first = question.compareAndExchange(null, mine);
        Question<V> asked = first == null ? mine : first;
        if (first == null) {
            mine.ask();
        }
        try {
            return asked.answer();
        } finally {
            if (asked.hasFailed()) {
                question.compareAndSet(asked, null);
            }
        }
    }
}
