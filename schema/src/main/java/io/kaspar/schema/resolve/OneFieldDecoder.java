package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/**
 * Puts payloads into one field of a struct, and null into the others.
 *
 * @param decoder of the payloads of this field
 */
record OneFieldDecoder(int fieldCount, int field, PayloadDecoder decoder) implements PayloadDecoder {

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        sink.putStruct();
        putNulls(sink, 1);
        decoder.decode(bytes, position, length, sink.child(field));
    }

    @Override
    public int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        int next = from;
        while (next < to) {
            if (lengths[next] < 0) {
                sink.putNull();
                next++;
                continue;
            }
            int runEnd = endOfPayloads(lengths, next, to);
            int stopped = decoder.decodeAll(bytes, positions, lengths, prefixLength, next, runEnd, sink.child(field));
            for (int i = next; i < stopped; i++) {
                sink.putStruct();
            }
            putNulls(sink, stopped - next);
            if (stopped < runEnd) {
                return stopped;
            }
            next = runEnd;
        }
        return to;
    }

    private static int endOfPayloads(int[] lengths, int from, int to) {
        int end = from + 1;
        while (end < to && lengths[end] >= 0) {
            end++;
        }
        return end;
    }

    private void putNulls(ValueSink sink, int count) {
        for (int other = 0; other < fieldCount; other++) {
            for (int i = 0; other != field && i < count; i++) {
                sink.child(other).putNull();
            }
        }
    }
}
