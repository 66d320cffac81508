package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.util.List;

/** Where a message begins and ends inside of another one. */
final class MessageSteps {
    private MessageSteps() {}

    /** A message behind its length. */
    record Delimited(Step body) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int length = WireBytes.readLength(cursor);
            part(cursor, body, sink, cursor.position() + length);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return ScanSource.delimited(decoder, body.source(decoder, sink));
        }
    }

    /** A group before its end's tag. */
    record Grouped(Step body, int number) implements Step {
        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            int start = cursor.position();
            int end = WireBytes.skipGroup(cursor, number);
            int behind = cursor.position();
            cursor.moveTo(start);
            part(cursor, body, sink, end);
            cursor.moveTo(behind);
        }
    }

    private static void part(PayloadCursor cursor, Step body, ValueSink sink, int end) throws PayloadException {
        int limit = cursor.narrow(end);
        body.run(cursor, sink);
        cursor.moveTo(end);
        cursor.widen(limit);
    }

    /** A message with one field that counts, as the value of that field: the wrappers of {@code google.protobuf}. */
    static final class Unwrapped implements Step {
        private final FieldScan scan;
        private final FieldScan.Found found;

        Unwrapped(ScannedField value) {
            this.scan = new FieldScan(List.of(value));
            this.found = scan.newFound();
        }

        @Override
        public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
            scan.run(cursor, found);
            scan.put(cursor, found, 0, sink);
        }

        @Override
        public String source(DecoderSource decoder, String sink) {
            return new ScanSource(decoder).of(List.of(scan.field(0)), List.of(sink));
        }
    }
}
