package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A map: blocks of keys with values, the last one empty. */
final class MapStep implements Step {
    private final Step value;
    private final int minEntryBytes;
    private final BoundChildren children = new BoundChildren(0, 1);

    MapStep(Step value, int minEntryBytes) {
        this.value = value;
        this.minEntryBytes = minEntryBytes;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        ValueSink[] sinks = children.of(sink);
        sink.beginCollection();
        for (long count = Blocks.readCount(cursor); count != 0; count = Blocks.readCount(cursor)) {
            int end = count < 0 ? Blocks.readEnd(cursor) : Blocks.UNKNOWN_END;
            Blocks.checkCount(cursor, Math.abs(count), minEntryBytes, Blocks.boundary(end, cursor));
            for (long i = Math.abs(count); i > 0; i--) {
                int length = AvroNumbers.readLength(cursor);
                sinks[0].putBytes(cursor.bytes(), cursor.position(), length);
                cursor.advance(length);
                value.run(cursor, sinks[1]);
            }
            Blocks.checkEnd(end, cursor);
        }
        sink.endCollection();
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        if (minEntryBytes == 0) {
            return decoder.interpreted(this, sink);
        }
        String key = new ScalarSteps.BytesStep().source(decoder, decoder.child(sink, 0));
        String entry = key + value.source(decoder, decoder.child(sink, 1));
        return BlockSource.collection(decoder, sink, minEntryBytes, entry);
    }
}
