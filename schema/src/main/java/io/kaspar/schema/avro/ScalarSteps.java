package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** Steps for values without parts whose bytes need no change of unit. */
final class ScalarSteps {
    private ScalarSteps() {}

    static final class NullStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) {
            sink.putNull();
        }
    }

    static final class BooleanStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putBoolean(cursor.readBoolean());
        }
    }

    static final class IntStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putInt(cursor.readInt());
        }
    }

    static final class LongStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(cursor.readLong());
        }
    }

    static final class FloatStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat(cursor.readFloat());
        }
    }

    static final class DoubleStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readDouble());
        }
    }

    /** Strings and bytes: a length, then as many bytes. */
    static final class BytesStep implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = cursor.readLength();
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }
    }

    static final class FixedStep implements Step {
        private final int length;

        FixedStep(int length) {
            this.length = length;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            cursor.require(length);
            sink.putBytes(cursor.bytes(), cursor.position(), length);
            cursor.advance(length);
        }
    }
}
