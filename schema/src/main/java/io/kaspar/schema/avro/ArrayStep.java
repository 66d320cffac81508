package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** An array: blocks of elements, the last one empty. */
final class ArrayStep implements Step {
    private final Step element;
    private final int minElementBytes;
    private final BoundChildren children = new BoundChildren(0);

    ArrayStep(Step element, int minElementBytes) {
        this.element = element;
        this.minElementBytes = minElementBytes;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        ValueSink elements = children.of(sink)[0];
        sink.beginCollection();
        for (long count = cursor.readBlockCount(); count != 0; count = cursor.readBlockCount()) {
            int end = count < 0 ? cursor.readBlockEnd() : Blocks.UNKNOWN_END;
            cursor.checkCount(Math.abs(count), minElementBytes, Blocks.boundary(end, cursor));
            for (long i = Math.abs(count); i > 0; i--) {
                element.run(cursor, elements);
            }
            Blocks.checkEnd(end, cursor);
        }
        sink.endCollection();
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        if (minElementBytes == 0) {
            return decoder.interpreted(this, sink);
        }
        String elements = decoder.child(sink, 0);
        return BlockSource.collection(decoder, sink, minElementBytes, element.source(decoder, elements));
    }
}
