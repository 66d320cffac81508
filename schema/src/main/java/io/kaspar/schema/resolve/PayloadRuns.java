package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decodes neighbouring payloads that start with the same framing together. */
final class PayloadRuns {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ID_FRAME_LENGTH = Byte.BYTES + Integer.BYTES;

    private PayloadRuns() {}

    /** Reads what stands in front of payloads. */
    interface Frames {
        /**
         * The decoder of what a payload holds behind its frame; null for a payload that is better decoded alone, since something is
         * wrong with it.
         */
        @Nullable
        PayloadDecoder decoderOf(byte[] bytes, int position, int length) throws SchemaRegistryException;

        /** Where the frame of the payload ends that was asked for last. */
        int frameEnd();
    }

    /** As {@link FramedPayloadDecoder#decodeAll}. */
    static int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink, Frames frames)
            throws SchemaRegistryException {
        int next = from;
        while (next < to) {
            if (lengths[next] < 0) {
                sink.putNull();
                next++;
                continue;
            }
            PayloadDecoder decoder = frames.decoderOf(bytes, positions[next], lengths[next]);
            if (decoder == null) {
                return next;
            }
            int frameLength = frames.frameEnd() - positions[next];
            int runEnd = end(bytes, positions, lengths, frameLength, next, to);
            next = decoder.decodeAll(bytes, positions, lengths, frameLength, next, runEnd, sink);
            if (next < runEnd) {
                return next;
            }
        }
        return to;
    }

    /**
     * The first place behind {@code from} whose payload has other framing than the one there; null payloads have any.
     *
     * @param frameLength the length of the framing of the payload at {@code from}
     */
    private static int end(byte[] bytes, int[] positions, int[] lengths, int frameLength, int from, int to) {
        if (frameLength == ID_FRAME_LENGTH) {
            return endOfId(bytes, positions, lengths, from, to);
        }
        boolean isInWord = frameLength > 0 && frameLength <= Long.BYTES && positions[from] <= bytes.length - Long.BYTES;
        return isInWord
                ? endOfWord(bytes, positions, lengths, frameLength, from, to)
                : endOfOther(bytes, positions, lengths, frameLength, from, to);
    }

    private static int endOfId(byte[] bytes, int[] positions, int[] lengths, int from, int to) {
        byte magic = bytes[positions[from]];
        int id = (int) INT.get(bytes, positions[from] + Byte.BYTES);
        for (int i = from + 1; i < to; i++) {
            int length = lengths[i];
            if (length < 0) {
                continue;
            }
            int position = positions[i];
            if (length < ID_FRAME_LENGTH
                    || bytes[position] != magic
                    || (int) INT.get(bytes, position + Byte.BYTES) != id) {
                return i;
            }
        }
        return to;
    }

    /** Eight bytes are looked at together. Where the array has no eight any more the run ends: the next one is {@link #endOfOther}'s. */
    private static int endOfWord(byte[] bytes, int[] positions, int[] lengths, int frameLength, int from, int to) {
        int lastPosition = bytes.length - Long.BYTES;
        long mask = -1L >>> (Long.SIZE - frameLength * Byte.SIZE);
        long frame = (long) LONG.get(bytes, positions[from]) & mask;
        for (int i = from + 1; i < to; i++) {
            int length = lengths[i];
            if (length < 0) {
                continue;
            }
            int position = positions[i];
            if (length < frameLength || position > lastPosition || ((long) LONG.get(bytes, position) & mask) != frame) {
                return i;
            }
        }
        return to;
    }

    private static int endOfOther(byte[] bytes, int[] positions, int[] lengths, int frameLength, int from, int to) {
        int first = positions[from];
        for (int i = from + 1; i < to; i++) {
            int position = positions[i];
            if (lengths[i] >= 0
                    && (lengths[i] < frameLength
                            || !Arrays.equals(
                                    bytes, position, position + frameLength, bytes, first, first + frameLength))) {
                return i;
            }
        }
        return to;
    }
}
