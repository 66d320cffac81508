package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** Steps for numbers that the reader's schema holds in a wider type than the writer's. */
final class PromotionSteps {
    private PromotionSteps() {}

    static final class IntAsLong implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(cursor.readInt());
        }
    }

    static final class IntAsFloat implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat((float) cursor.readInt());
        }
    }

    static final class IntAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readInt());
        }
    }

    static final class LongAsFloat implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat((float) cursor.readLong());
        }
    }

    static final class LongAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((double) cursor.readLong());
        }
    }

    static final class FloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readFloat());
        }
    }

    /** For a column that holds floats and doubles, where the schemas make the number a float. */
    static final class IntAsFloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((float) cursor.readInt());
        }
    }

    static final class LongAsFloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((float) cursor.readLong());
        }
    }
}
