package io.kaspar.bench.data;

import io.kaspar.samples.SampleRecord;
import io.kaspar.samples.SampleTopic;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A topic of a workload as it is written: keys are the records' numbers in eight bytes. */
record WrittenTopic(TopicSpec spec) implements SampleTopic {
    private static final int NO_SCHEMA = 0;
    private static final String LONG_TIMEOUT_MS = "600000"; // thousands of new partitions take their time

    @Override
    public String name() {
        return spec.topic();
    }

    @Override
    public int partitionCount() {
        return spec.partitionCount();
    }

    @Override
    public long firstNumber() {
        return spec.firstNumber();
    }

    @Override
    public long recordCount() {
        return spec.recordCount();
    }

    @Override
    public Map<String, String> producerSettings() {
        Map<String, String> settings = new HashMap<>(spec.batchSize().producerSettings());
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, spec.codec().label());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LONG_TIMEOUT_MS);
        return settings;
    }

    @Override
    public RecordsSupplier publish(SchemaPublisher registry) throws IOException {
        RecordShape shape = spec.shape();
        int schemaId = shape.isFramed()
                ? registry.publish(spec.topic() + "-value", shape.schemaType(), shape.valueSchema())
                : NO_SCHEMA;
        return () -> {
            Payloads payloads = new Payloads(shape, schemaId);
            return number -> new SampleRecord(
                    ByteBuffer.allocate(Long.BYTES).putLong(number).array(),
                    payloads.of(number),
                    spec.timestampMs(number));
        };
    }
}
