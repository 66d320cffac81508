package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.NumberSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Steps for numbers that the reader's schema holds in a wider type than the writer's. */
final class PromotionSteps {
    private PromotionSteps() {}

    static final class IntAsLong implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putLong(AvroNumbers.readInt(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putLong(" + value + ");\n" + "}\n";
        }
    }

    static final class IntAsFloat implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat((float) AvroNumbers.readInt(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putFloat((float) " + value + ");\n" + "}\n";
        }
    }

    static final class IntAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(AvroNumbers.readInt(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putDouble(" + value + ");\n" + "}\n";
        }
    }

    static final class LongAsFloat implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putFloat((float) AvroNumbers.readLong(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value) + sink + ".putFloat((float) " + value + ");\n" + "}\n";
        }
    }

    static final class LongAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((double) AvroNumbers.readLong(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value) + sink + ".putDouble((double) " + value + ");\n" + "}\n";
        }
    }

    static final class FloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble(cursor.readFloat());
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return NumberSource.require(Float.BYTES) + sink + ".putDouble(PayloadBytes.floatAt(b, p));\np += "
                    + Float.BYTES + ";\n";
        }
    }

    /** For a column that holds floats and doubles, where the schemas make the number a float. */
    static final class IntAsFloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((float) AvroNumbers.readInt(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.intValue(value) + sink + ".putDouble((float) " + value + ");\n" + "}\n";
        }
    }

    static final class LongAsFloatAsDouble implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            sink.putDouble((float) AvroNumbers.readLong(cursor));
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String value = decoder.name("value");
            return "{\n" + AvroNumberSource.longValue(value) + sink + ".putDouble((float) " + value + ");\n" + "}\n";
        }
    }
}
