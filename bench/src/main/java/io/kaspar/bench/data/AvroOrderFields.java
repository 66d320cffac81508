package io.kaspar.bench.data;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Orders as Avro writes them. */
final class AvroOrderFields implements OrderFields {
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
        buffer().addLong(value);
    }

    @Override
    public void real(int number, double value) {
        buffer().addDouble(value);
    }

    @Override
    public void text(int number, byte[]... parts) {
        buffer().addString(parts);
    }

    @Override
    public void optionalText(int number, byte[] text) {
        buffer().addLong(1);
        buffer().addString(text);
    }

    @Override
    public void absent(int number) {
        buffer().addLong(0);
    }

    @Override
    public void time(int number, long epochMs) {
        buffer().addLong(epochMs);
    }

    @Override
    public void flag(int number, boolean value) {
        buffer().addBoolean(value);
    }
}
