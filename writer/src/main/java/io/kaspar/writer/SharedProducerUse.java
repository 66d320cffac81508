package io.kaspar.writer;

import io.kaspar.schema.lease.Lease;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;

/** A producer that the tasks of a JVM share. What was not flushed when it is given back may still be sent. */
final class SharedProducerUse implements ProducerUse {
    private final Lease<SharedProducers.SharedProducer> lease;

    private SharedProducerUse(Lease<SharedProducers.SharedProducer> lease) {
        this.lease = lease;
    }

    static SharedProducerUse of(Map<String, String> kafkaProperties) throws InterruptedException {
        return new SharedProducerUse(SharedProducers.lease(kafkaProperties));
    }

    @Override
    public Producer<byte[], byte[]> producer() {
        return lease.value().producer();
    }

    @Override
    public long takeRetries(String topic) {
        return lease.value().retries().take(producer(), topic);
    }

    @Override
    public void spoil() {
        lease.spoil();
    }

    @Override
    public void close() {
        lease.close();
    }
}
