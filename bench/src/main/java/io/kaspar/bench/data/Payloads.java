package io.kaspar.bench.data;

import io.kaspar.samples.SchemaType;

/** Values of records as they lie in the log: framed with a schema's id, where their shape is. Not thread-safe. */
public final class Payloads {
    private static final byte MAGIC = 0;
    private static final byte FIRST_MESSAGE = 0;

    private final RecordShape.Writer writer;
    private final int schemaId;
    private final boolean isFramed;
    private final boolean isProtobuf;
    private final ValueBuffer buffer = new ValueBuffer();

    public Payloads(RecordShape shape, int schemaId) {
        writer = shape.writer();
        this.schemaId = schemaId;
        isFramed = shape.isFramed();
        isProtobuf = shape.schemaType() == SchemaType.PROTOBUF;
    }

    /** The value of a record. */
    public byte[] of(long number) {
        buffer.reset();
        if (isFramed) {
            addFraming();
        }
        writer.write(number, buffer);
        return buffer.copy();
    }

    private void addFraming() {
        buffer.addByte(MAGIC);
        buffer.addInt32(schemaId);
        if (isProtobuf) {
            buffer.addByte(FIRST_MESSAGE);
        }
    }
}
