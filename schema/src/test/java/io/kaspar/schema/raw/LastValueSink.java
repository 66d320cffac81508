package io.kaspar.schema.raw;

import io.kaspar.schema.format.ValueSink;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the last value that was put, and counts them; for primitive columns. */
public final class LastValueSink implements ValueSink {
    private @Nullable Object value;
    private int count;

    public @Nullable Object value() {
        return value;
    }

    public int count() {
        return count;
    }

    @Override
    public void putNull() {
        put(null);
    }

    @Override
    public void putBoolean(boolean newValue) {
        put(newValue);
    }

    @Override
    public void putInt(int newValue) {
        put(newValue);
    }

    @Override
    public void putLong(long newValue) {
        put(newValue);
    }

    @Override
    public void putFloat(float newValue) {
        put(newValue);
    }

    @Override
    public void putDouble(double newValue) {
        put(newValue);
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        put(Arrays.copyOfRange(source, position, position + length));
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) {
        throw new IllegalStateException("no decimal column");
    }

    @Override
    public void putStruct() {
        throw new IllegalStateException("no struct column");
    }

    @Override
    public void beginCollection() {
        throw new IllegalStateException("no collection column");
    }

    @Override
    public void endCollection() {
        throw new IllegalStateException("no collection column");
    }

    @Override
    public ValueSink child(int index) {
        throw new IllegalStateException("no children");
    }

    private void put(@Nullable Object newValue) {
        value = newValue;
        count++;
    }
}
