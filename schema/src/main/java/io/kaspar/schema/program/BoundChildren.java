package io.kaspar.schema.program;

import io.kaspar.schema.format.ValueSink;
import org.jspecify.annotations.Nullable;

/** The children of the sink a step last ran with, so that a step asks for them once per sink and not once per value. */
public final class BoundChildren {
    private final int[] slots;
    private @Nullable ValueSink parent;
    private ValueSink[] children = new ValueSink[0];

    /** @param slots which children, and in which order */
    public BoundChildren(int... slots) {
        this.slots = slots;
    }

    /** The children in the order of the slots; the array stays as it is when a later call binds another sink. */
    public ValueSink[] of(ValueSink sink) {
        return sink == parent ? children : bind(sink);
    }

    private ValueSink[] bind(ValueSink sink) {
        ValueSink[] bound = new ValueSink[slots.length];
        for (int i = 0; i < slots.length; i++) {
            bound[i] = sink.child(slots[i]);
        }
        parent = sink;
        children = bound;
        return bound;
    }
}
