package io.kaspar.bench.memory;

import io.kaspar.bench.data.Payloads;
import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SampleTopic;
import io.kaspar.samples.SchemaPublisher;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * A topic of one partition as it is written.
 *
 * @param batchSize bytes that producers gather for a record batch
 */
record WrittenRecords(ReadRecords kind, long recordCount, int batchSize) implements SampleTopic {
    private static final int MIN_BUFFER_BYTES = 32 << 20;

    @Override
    public String name() {
        return kind.topic();
    }

    @Override
    public int partitionCount() {
        return 1;
    }

    @Override
    public Map<String, String> producerSettings() {
        return Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                Integer.toString(batchSize),
                ProducerConfig.LINGER_MS_CONFIG,
                "1000",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Integer.toString(Math.max(1 << 20, 2 * batchSize)),
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(Math.max(MIN_BUFFER_BYTES, 4L * batchSize)));
    }

    /** Nothing is published: the tasks that read are told the schema. */
    @Override
    public RecordsSupplier publish(SchemaPublisher registry) {
        return this::open;
    }

    Records open() {
        Payloads payloads = new Payloads(kind.shape(), ReadTask.SCHEMA_ID);
        return number -> new SampleRecord(
                ByteBuffer.allocate(Long.BYTES).putLong(number).array(),
                payloads.of(number),
                System.currentTimeMillis());
    }
}
