package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.model.FieldKind;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;

/** Steps for messages that are a time; from their first field to the cursor's limit. */
final class TimeSteps {
    private static final long MICROS_PER_SECOND = 1_000_000;
    /** What lies further from 1970 is left to the steps. */
    private static final long MAX_SECONDS = Long.MAX_VALUE / MICROS_PER_SECOND - 3;

    private static final long NANOS_PER_MICRO = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;

    private TimeSteps() {}

    /** Seconds and nanoseconds, of {@code Timestamp} and {@code Duration}, as microseconds; cut towards the past. */
    static final class Micros implements Step {
        private final PartNumbers parts = new PartNumbers(FieldKind.INT64, FieldKind.INT32);

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            parts.read(cursor);
            long micros;
            try {
                micros = Math.addExact(
                        Math.multiplyExact(parts.of(1), MICROS_PER_SECOND),
                        Math.floorDiv(parts.of(2), NANOS_PER_MICRO));
            } catch (ArithmeticException e) {
                throw cursor.malformed("a time lies outside of the range of its column");
            }
            sink.putLong(micros);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            String seconds = decoder.name("seconds");
            String nanos = decoder.name("nanos");
            return parts.source(decoder, List.of(seconds, nanos))
                    + "if (%1$s > %2$dL || %1$s < -%2$dL) FAIL;\n".formatted(seconds, MAX_SECONDS)
                    + "%s.putLong(%s * %dL + Math.floorDiv(%s, %dL));\n}\n"
                            .formatted(sink, seconds, MICROS_PER_SECOND, nanos, NANOS_PER_MICRO);
        }
    }

    /** Year, month and day; one that lacks a part is no date, and null. */
    static final class Date implements Step {
        private final PartNumbers parts = new PartNumbers(FieldKind.INT32, FieldKind.INT32, FieldKind.INT32);

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            parts.read(cursor);
            if (parts.of(1) == 0 || parts.of(2) == 0 || parts.of(3) == 0) {
                sink.putNull();
                return;
            }
            try {
                LocalDate date = LocalDate.of((int) parts.of(1), (int) parts.of(2), (int) parts.of(3));
                sink.putInt(Math.toIntExact(date.toEpochDay()));
            } catch (DateTimeException | ArithmeticException e) {
                throw cursor.malformed("a google.type.Date is no day of the calendar");
            }
        }
    }

    /** Hours, minutes, seconds and nanoseconds as microseconds of the day; 24:00 and leap seconds are legal. */
    static final class TimeOfDay implements Step {
        private final PartNumbers parts =
                new PartNumbers(FieldKind.INT32, FieldKind.INT32, FieldKind.INT32, FieldKind.INT32);

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            parts.read(cursor);
            long minutes = parts.of(1) * MINUTES_PER_HOUR + parts.of(2);
            long seconds = minutes * SECONDS_PER_MINUTE + parts.of(3);
            sink.putLong(seconds * MICROS_PER_SECOND + Math.floorDiv(parts.of(4), NANOS_PER_MICRO));
        }
    }
}
