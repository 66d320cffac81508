package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.schema.wire.WindowCursor;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Keys with a window behind them, in structs; the key is read as any other that ends where its window begins. */
final class WindowedPayloads implements PayloadReading {
    private static final long MICROS_PER_MS = 1_000;

    private final KeyWindow keyWindow;
    private final WindowCursor window;
    private final List<String> wanted;
    private final int keyField;
    private final PayloadSide side;
    private final PayloadReading keys;
    private int[] keyLengths = {};

    /**
     * @param projection some fields of the window's type
     * @param keys reads what stands in front of the window; closed with this
     */
    WindowedPayloads(KeyWindow keyWindow, StructType projection, PayloadSide side, PayloadReading keys) {
        this.keyWindow = keyWindow;
        this.window = new WindowCursor(keyWindow.kind());
        this.wanted = List.of(projection.fieldNames());
        this.keyField = wanted.indexOf(KeyWindow.KEY);
        this.side = side;
        this.keys = keys;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (!window.read(bytes, position, length)) {
            throw new PayloadException(window.problem(side.windowOption()));
        }
        sink.putStruct();
        putBounds(sink);
        if (keyField >= 0) {
            keys.decode(bytes, position, keyLength(length), headers, sink.child(keyField));
        }
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        int next = from;
        while (next < to) {
            if (lengths[next] < 0) {
                sink.putNull();
                next++;
                continue;
            }
            int runEnd = endOfWindows(bytes, positions, lengths, next, to);
            int stopped = keyField < 0
                    ? runEnd
                    : keys.decodeAll(bytes, positions, keyLengths, next, runEnd, sink.child(keyField));
            for (int i = next; i < stopped; i++) {
                window.read(bytes, positions[i], lengths[i]);
                sink.putStruct();
                putBounds(sink);
            }
            if (stopped < runEnd || runEnd == next) {
                return stopped;
            }
            next = runEnd;
        }
        return to;
    }

    /** The first place from one on whose key is null, or ends with no window; the keys before it have lengths of their own then. */
    private int endOfWindows(byte[] bytes, int[] positions, int[] lengths, int from, int to) {
        if (keyLengths.length < to) {
            keyLengths = new int[lengths.length];
        }
        int end = from;
        while (end < to && lengths[end] >= 0 && window.read(bytes, positions[end], lengths[end])) {
            keyLengths[end] = keyLength(lengths[end]);
            end++;
        }
        return end;
    }

    private int keyLength(int length) {
        return length - keyWindow.kind().length();
    }

    private void putBounds(ValueSink sink) {
        for (int field = 0; field < wanted.size(); field++) {
            if (field != keyField) {
                boolean isStart = wanted.get(field).equals(KeyWindow.START);
                sink.child(field).putLong((isStart ? window.startMs() : endMs()) * MICROS_PER_MS);
            }
        }
    }

    /** As Kafka Streams has it: windows that would end after all times end with them. */
    private long endMs() {
        if (keyWindow.kind().hasEnd()) {
            return window.endMs();
        }
        return window.startMs() + Math.min(keyWindow.sizeMs(), WindowCursor.MAX_MS - window.startMs());
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        return window.read(bytes, position, length)
                ? keys.schemaId(bytes, position, keyLength(length), headers)
                : FramingCursor.NO_ID;
    }

    @Override
    public void close() {
        keys.close();
    }
}
