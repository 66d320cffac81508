package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Steps for points in time whose unit in the payload is not the column's. */
final class ScaledSteps {
    private ScaledSteps() {}

    /** From a coarser unit to a finer one; a time that leaves the range of a long is malformed. */
    static final class LongTimes implements Step {
        private final long factor;
        private final long largest;

        LongTimes(long factor) {
            this.factor = factor;
            this.largest = Long.MAX_VALUE / factor;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int before = cursor.position();
            long value = AvroNumbers.readLong(cursor);
            if (value > largest || value < -largest) {
                throw cursor.malformedAt(before, "a time lies outside of the range of its column");
            }
            sink.putLong(value * factor);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value)
                    + "if (%1$s > %2$dL || %1$s < -%2$dL) FAIL;\n".formatted(value, largest)
                    + sink + ".putLong(" + value + " * " + factor + "L);\n}\n";
        }
    }

    /** From a finer unit to a coarser one, rounding towards the past. */
    static final class LongDivided implements Step {
        private final long divisor;

        LongDivided(long divisor) {
            this.divisor = divisor;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(Math.floorDiv(AvroNumbers.readLong(cursor), divisor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value) + sink + ".putLong(Math.floorDiv(" + value + ", " + divisor
                    + "L));\n" + "}\n";
        }
    }

    /** From an int in a coarser unit: no int leaves the range. */
    static final class IntTimes implements Step {
        private final long factor;

        IntTimes(long factor) {
            this.factor = factor;
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(AvroNumbers.readInt(cursor) * factor);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putLong(" + value + " * " + factor + "L);\n"
                    + "}\n";
        }
    }
}
