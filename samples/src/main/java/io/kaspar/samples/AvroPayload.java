package io.kaspar.samples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes Avro data with the five bytes in front that name its schema. For one thread. */
public final class AvroPayload {
    private final GenericDatumWriter<Object> writer;
    private final byte[] prefix;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

    /** For values of this schema, whose id the registry gave. */
    public AvroPayload(Schema avroSchema, int schemaId) {
        this.writer = new GenericDatumWriter<>(avroSchema);
        this.prefix = SchemaIdPrefix.of(schemaId);
    }

    /** The payload of a datum: framing and value. */
    public byte[] of(Object datum) throws IOException {
        bytes.reset();
        bytes.write(prefix);
        writer.write(datum, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }

    /** A decimal's unscaled value as Avro keeps it in bytes. */
    public static ByteBuffer decimal(long unscaled) {
        return ByteBuffer.wrap(BigInteger.valueOf(unscaled).toByteArray());
    }
}
