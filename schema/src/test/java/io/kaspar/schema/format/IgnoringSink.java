package io.kaspar.schema.format;

/** Takes everything and keeps nothing; each child is a sink of its own. */
public final class IgnoringSink implements ValueSink {
    private final ValueSink[] children = new ValueSink[12];

    @Override
    public void putNull() {}

    @Override
    public void putBoolean(boolean value) {}

    @Override
    public void putInt(int value) {}

    @Override
    public void putLong(long value) {}

    @Override
    public void putFloat(float value) {}

    @Override
    public void putDouble(double value) {}

    @Override
    public void putBytes(byte[] source, int position, int length) {}

    @Override
    public void putUnscaled(byte[] source, int position, int length) {}

    @Override
    public void putStruct() {}

    @Override
    public void beginCollection() {}

    @Override
    public void endCollection() {}

    @Override
    public ValueSink child(int index) {
        if (children[index] == null) {
            children[index] = new IgnoringSink();
        }
        return children[index];
    }
}
