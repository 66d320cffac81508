package io.kaspar.schema.program;

import io.kaspar.schema.format.PayloadException;
import java.util.List;

/** Passes over one value of the writer's that nobody asked for. Immutable once compiled. */
public interface Skip {
    void run(PayloadCursor cursor) throws PayloadException;

    /** What it consists of; where a type holds itself, so does this. */
    List<Skip> parts();

    /** Java statements that take and refuse the same bytes as {@link #run}; only for what does not hold itself. */
    String source(DecoderSource decoder);
}
