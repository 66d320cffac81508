package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Skip;
import java.util.List;

/** Passes over an array or map: at once over a block that says how long it is, element by element over another. */
final class BlockSkip implements Skip {
    private final SkipProgram element;
    private final int minElementBytes;

    BlockSkip(SkipProgram element, int minElementBytes) {
        this.element = element;
        this.minElementBytes = minElementBytes;
    }

    @Override
    public void run(PayloadCursor cursor) throws PayloadException {
        for (long count = Blocks.readCount(cursor); count != 0; count = Blocks.readCount(cursor)) {
            if (count < 0) {
                int end = Blocks.readEnd(cursor);
                Blocks.checkCount(cursor, -count, minElementBytes, end);
                cursor.advance(end - cursor.position());
            } else {
                Blocks.checkCount(cursor, count, minElementBytes, cursor.limit());
                for (long i = count; i > 0; i--) {
                    element.run(cursor);
                }
            }
        }
    }

    @Override
    public List<Skip> parts() {
        return List.of(element);
    }

    @Override
    public String source(DecoderSource decoder) {
        return minElementBytes == 0
                ? decoder.interpreted(this)
                : BlockSource.skip(decoder, minElementBytes, element.source(decoder));
    }
}
