package io.kaspar.schema.resolve;

import java.io.Serializable;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a topic's keys and values are to one query. Each side is resolved when it is first asked for, on the driver; what
 * crosses to the tasks is resolved. Thread-safe.
 */
public final class TopicSchema implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Side key;
    private final Side value;

    /** Both sides resolved. */
    public TopicSchema(PayloadSchema key, PayloadSchema value) {
        this(new Side(null, key), new Side(null, value));
    }

    private TopicSchema(Side key, Side value) {
        this.key = key;
        this.value = value;
    }

    /** Sides that are resolved when they are asked for, once each; what a resolution throws, {@link #key} or {@link #value} throws. */
    public static TopicSchema of(Supplier<PayloadSchema> key, Supplier<PayloadSchema> value) {
        return new TopicSchema(new Side(key, null), new Side(value, null));
    }

    public PayloadSchema key() {
        return key.get();
    }

    public PayloadSchema value() {
        return value.get();
    }

    public PayloadSchema side(PayloadSide side) {
        return switch (side) {
            case KEY -> key();
            case VALUE -> value();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TopicSchema that && key().equals(that.key()) && value().equals(that.value()));
    }

    @Override
    public int hashCode() {
        return Objects.hash(key(), value());
    }

    @Override
    public String toString() {
        return "TopicSchema[key=" + key + ", value=" + value + "]";
    }

    /** A payload schema, or what finds it. */
    private static final class Side implements Serializable {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable Supplier<PayloadSchema> supplier;
        private @Nullable PayloadSchema resolved;

        Side(@Nullable Supplier<PayloadSchema> supplier, @Nullable PayloadSchema resolved) {
            this.supplier = supplier;
            this.resolved = resolved;
        }

        synchronized PayloadSchema get() {
            PayloadSchema known = resolved;
            if (known == null) {
                known = Objects.requireNonNull(supplier, "an unresolved side does not cross to the tasks")
                        .get();
                resolved = known;
            }
            return known;
        }

        @Override
        public synchronized String toString() {
            return resolved == null ? "not asked for" : resolved.toString();
        }
    }
}
