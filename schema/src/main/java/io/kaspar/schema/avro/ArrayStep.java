package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

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
        for (long count = Blocks.readCount(cursor); count != 0; count = Blocks.readCount(cursor)) {
            int end = count < 0 ? Blocks.readEnd(cursor) : Blocks.UNKNOWN_END;
            Blocks.checkCount(cursor, Math.abs(count), minElementBytes, Blocks.boundary(end, cursor));
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
