package io.kaspar.reader.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.junit.jupiter.api.Test;

/** Blocks of good, bad and null payloads go into real vectors at once, and must leave what one by one leaves. */
final class GeneratedDecodingTest {
    private static final int BLOCKS = 30;
    private static final int BLOCK_SIZE = 400;
    private static final SchemaText SCHEMA = SchemaText.avro("""
            {"type":"record","name":"R","fields":[
            {"name":"id","type":"long"},
            {"name":"color","type":{"type":"enum","name":"Color","symbols":["RED","GREEN","BLUE"]}},
            {"name":"note","type":["null","string"]},
            {"name":"place","type":["null",{"type":"record","name":"P","fields":[
            {"name":"tags","type":{"type":"array","items":"string"}},{"name":"size","type":"int"}]}]},
            {"name":"paid","type":"boolean"}]}
            """);

    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final AvroPayloadFormat format = new AvroPayloadFormat();
    private final RecordBuffer records = new RecordBuffer();
    private final int[] positions = new int[BLOCK_SIZE];
    private final int[] lengths = new int[BLOCK_SIZE];
    private int refused;

    @Test
    void leavesWhatOneByOneLeaves() throws SchemaException {
        System.out.println("kaspar.seed=" + seed);
        StructType rowType = (StructType) format.dataType(SCHEMA, PayloadOptions.DEFAULT);
        PayloadDecoder decoder = format.compile(SCHEMA, SCHEMA, rowType, PayloadOptions.DEFAULT);
        ValueVector oneByOne = new ValueVectors(records).vector(rowType, 4);
        ValueVector atOnce = new ValueVectors(records).vector(rowType, 4);
        for (int block = 0; block < BLOCKS; block++) {
            fillBlock();
            oneByOne.reset();
            atOnce.reset();
            decodeOneByOne(decoder, oneByOne);
            decodeAtOnce(decoder, atOnce);
            assertThat(rows(atOnce, rowType)).as("seed %s", seed).isEqualTo(rows(oneByOne, rowType));
        }
        assertThat(refused).isPositive().isLessThan(BLOCKS * BLOCK_SIZE / 2);
    }

    private void decodeOneByOne(PayloadDecoder decoder, ValueVector vector) {
        for (int i = 0; i < BLOCK_SIZE; i++) {
            decodeOne(decoder, vector, i);
        }
    }

    private void decodeOne(PayloadDecoder decoder, ValueVector vector, int index) {
        if (lengths[index] < 0) {
            vector.putNull();
            return;
        }
        try {
            decoder.decode(records.bytes(), positions[index], lengths[index], vector);
        } catch (PayloadException e) {
            refused++;
            vector.rewind(index);
            vector.putNull();
        }
    }

    private void decodeAtOnce(PayloadDecoder decoder, ValueVector vector) {
        int next = decoder.decodeAll(records.bytes(), positions, lengths, 0, 0, BLOCK_SIZE, vector);
        while (next < BLOCK_SIZE) {
            vector.rewind(next);
            int refusedBefore = refused;
            decodeOne(decoder, vector, next);
            assertThat(refused)
                    .as("seed %s: stops only where one is refused", seed)
                    .isEqualTo(refusedBefore + 1);
            next = decoder.decodeAll(records.bytes(), positions, lengths, 0, next + 1, BLOCK_SIZE, vector);
        }
    }

    private void fillBlock() {
        int position = 0;
        for (int i = 0; i < BLOCK_SIZE; i++) {
            int end = putPayload(position);
            positions[i] = position;
            lengths[i] = random.nextInt(9) == 0 ? -1 : end - position;
            if (random.nextInt(9) == 0 && lengths[i] > 0) {
                damage(i);
            }
            position = end;
        }
    }

    private void damage(int index) {
        if (random.nextBoolean()) {
            lengths[index] = random.nextInt(lengths[index]);
        } else {
            records.bytes()[positions[index] + random.nextInt(lengths[index])] ^= (byte) (1 << random.nextInt(8));
        }
    }

    private int putPayload(int position) {
        byte[] bytes = records.bytes();
        int next = putLong(position, random.nextLong() >> random.nextInt(64));
        bytes[next++] = (byte) (2 * random.nextInt(3));
        boolean hasNote = random.nextBoolean();
        bytes[next++] = (byte) (hasNote ? 2 : 0);
        next = hasNote ? putText(next) : next;
        boolean hasPlace = random.nextBoolean();
        bytes[next++] = (byte) (hasPlace ? 2 : 0);
        next = hasPlace ? putPlace(next) : next;
        bytes[next++] = (byte) random.nextInt(2);
        return next;
    }

    private int putPlace(int position) {
        int count = random.nextInt(4);
        int next = position;
        if (count > 0) {
            next = putLong(next, count);
            for (int i = 0; i < count; i++) {
                next = putText(next);
            }
        }
        records.bytes()[next++] = 0;
        return putLong(next, random.nextInt());
    }

    private int putText(int position) {
        int length = random.nextInt(5) == 0 ? 70 : random.nextInt(12);
        int next = putLong(position, length);
        for (int i = 0; i < length; i++) {
            records.bytes()[next++] = (byte) ('a' + random.nextInt(26));
        }
        return next;
    }

    private int putLong(int position, long value) {
        int next = position;
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            records.bytes()[next++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        records.bytes()[next++] = (byte) rest;
        return next;
    }

    private static List<String> rows(ValueVector root, StructType rowType) {
        ColumnVector[] columns =
                IntStream.range(0, rowType.size()).mapToObj(root::getChild).toArray(ColumnVector[]::new);
        List<String> rows = new ArrayList<>();
        Iterator<InternalRow> iterator = new ColumnarBatch(columns, root.size()).rowIterator();
        iterator.forEachRemaining(row -> rows.add(ValueReader.text(ValueReader.readStruct(row, rowType))));
        return rows;
    }
}
