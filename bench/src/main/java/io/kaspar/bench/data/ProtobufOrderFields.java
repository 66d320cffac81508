package io.kaspar.bench.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders as Protobuf writes them in proto3: zero and false are left out. */
final class ProtobufOrderFields implements OrderFields {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int TYPE_BITS = 3;
    private static final int SECONDS = 1;
    private static final int NANOS = 2;
    private static final long MS_PER_SECOND = 1_000;
    private static final long NANOS_PER_MS = 1_000_000;

    private final ValueBuffer time = new ValueBuffer();
    private @Nullable ValueBuffer current;

    @Override
    public void begin(ValueBuffer buffer) {
        current = buffer;
    }

    private ValueBuffer buffer() {
        return Objects.requireNonNull(current);
    }

    @Override
    public void integer(int number, long value) {
        integer(buffer(), number, value);
    }

    private static void integer(ValueBuffer buffer, int number, long value) {
        if (value != 0) {
            buffer.addVarint(number << TYPE_BITS | VARINT);
            buffer.addVarint(value);
        }
    }

    @Override
    public void real(int number, double value) {
        buffer().addVarint(number << TYPE_BITS | FIXED64);
        buffer().addDouble(value);
    }

    @Override
    public void text(int number, byte[]... parts) {
        buffer().addVarint(number << TYPE_BITS | LENGTH_DELIMITED);
        buffer().addText(parts);
    }

    @Override
    public void optionalText(int number, byte[] text) {
        text(number, text);
    }

    @Override
    public void absent(int number) {}

    @Override
    public void time(int number, long epochMs) {
        time.reset();
        integer(time, SECONDS, Math.floorDiv(epochMs, MS_PER_SECOND));
        integer(time, NANOS, Math.floorMod(epochMs, MS_PER_SECOND) * NANOS_PER_MS);
        text(number, time.copy());
    }

    @Override
    public void flag(int number, boolean value) {
        integer(number, value ? 1 : 0);
    }
}
