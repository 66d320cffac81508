package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.util.Objects;

/** Runs a compiled program over payloads. Bytes after the value are ignored, as Avro's own readers do. */
final class AvroDecoder implements PayloadDecoder {
    private final Step program;
    private final PayloadCursor cursor = new PayloadCursor();

    AvroDecoder(Step program) {
        this.program = program;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        Objects.checkFromIndexSize(position, length, bytes.length);
        cursor.reset(bytes, position, length);
        program.run(cursor, sink);
    }
}
