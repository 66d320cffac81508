package io.kaspar.bench.data;

/** Values of records as they lie in the log: framed with a schema's id. Not thread-safe. */
public final class Payloads {
    private static final byte MAGIC = 0;

    private final RecordShape.Writer writer;
    private final int schemaId;
    private final AvroBuffer buffer = new AvroBuffer();

    public Payloads(RecordShape shape, int schemaId) {
        writer = shape.writer();
        this.schemaId = schemaId;
    }

    /** The value of a record. */
    public byte[] of(long number) {
        buffer.reset();
        buffer.addByte(MAGIC);
        buffer.addInt32(schemaId);
        writer.write(number, buffer);
        return buffer.copy();
    }
}
