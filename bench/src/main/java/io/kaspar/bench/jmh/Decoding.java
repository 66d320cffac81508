package io.kaspar.bench.jmh;

import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.RecordShape;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.reader.vector.ValueVectors;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.resolve.FramedPayloadDecoder;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import java.io.IOException;
import org.apache.spark.sql.types.StructType;

/** A block of records, and the vector that their values are decoded into again and again. */
final class Decoding {
    private static final int MAX_BLOCK_BYTES = 64 << 20;

    private final FramedPayloadDecoder decoder;
    private final RecordBlock block;
    private final ValueVector vector;

    private Decoding(FramedPayloadDecoder decoder, RecordBlock block, ValueVector vector) {
        this.decoder = decoder;
        this.block = block;
        this.vector = vector;
    }

    static Decoding of(DecodedFields fields, int recordCount) throws IOException {
        AvroPayloadFormat format = new AvroPayloadFormat();
        PayloadSchema.Registered schema = schema(fields.shape(), format);
        StructType projection = fields.projection((StructType) schema.dataType());
        RecordBuffer buffer = new RecordBuffer();
        return new Decoding(
                FramedPayloadDecoder.of(schema, PayloadSide.VALUE, projection, PayloadFormats.all(), null),
                block(fields.shape(), recordCount, buffer),
                new ValueVectors(buffer).vector(projection, recordCount));
    }

    private static PayloadSchema.Registered schema(RecordShape shape, AvroPayloadFormat format) throws IOException {
        SchemaText text = SchemaText.avro(shape.valueSchema());
        return new PayloadSchema.Registered(
                shape.name() + "-value",
                1,
                MadeRecordBatches.SCHEMA_ID,
                text,
                PayloadOptions.DEFAULT,
                format.dataType(text, PayloadOptions.DEFAULT));
    }

    private static RecordBlock block(RecordShape shape, int recordCount, RecordBuffer buffer) throws IOException {
        RecordBlock block = new RecordBlock(buffer, recordCount + 1, MAX_BLOCK_BYTES);
        try (RecordCursor cursor = new RecordCursor(buffer)) {
            for (RecordBatchView recordBatch : MadeRecordBatches.of(shape, Codec.NONE, 1, recordCount)) {
                cursor.open(recordBatch);
                cursor.read(block, 0, Long.MAX_VALUE);
            }
        }
        return block;
    }

    /** Decodes all records, and returns how many there were. */
    int run() throws IOException {
        vector.reset();
        return decoder.decodeAll(block.bytes(), block.valuePositions(), block.valueLengths(), 0, block.size(), vector);
    }

    /** What {@link #run} filled. */
    ValueVector vector() {
        return vector;
    }
}
