package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;

/** What is wrong with a writer's schema, remembered so that nobody is asked again for each payload. */
sealed interface SchemaFault {

    static SchemaFault of(PayloadException first) {
        return new UnknownSchema(first);
    }

    static SchemaFault of(SchemaException first) {
        return new UnreadableSchema(first);
    }

    /** Throws what was thrown before, with the trace of this time; never returns. */
    PayloadException again() throws PayloadException, SchemaException;

    record UnknownSchema(PayloadException first) implements SchemaFault {
        @Override
        public PayloadException again() throws PayloadException {
            throw new PayloadException(String.valueOf(first.getMessage()), first);
        }
    }

    record UnreadableSchema(SchemaException first) implements SchemaFault {
        @Override
        public PayloadException again() throws SchemaException {
            throw new SchemaException(String.valueOf(first.getMessage()), first);
        }
    }
}
