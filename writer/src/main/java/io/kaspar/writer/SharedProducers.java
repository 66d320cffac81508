package io.kaspar.writer;

import io.kaspar.client.ClientKey;
import io.kaspar.schema.lease.Lease;
import io.kaspar.schema.lease.Leases;
import io.kaspar.schema.lease.LingerExecutor;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Lends producers, so that the tasks of a JVM, and small statements one after the other, share logins, connections and buffers.
 * Thread-safe, as producers are.
 *
 * <p>Settings are the key, credentials among them, and whose classes they name. A producer closes some time after its last use.
 */
final class SharedProducers {
    private static final long LINGER_SECONDS = 60;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    /** Of this JVM: Spark gives tasks nothing that outlives them, so what they share has no other home. */
    private static final Leases<ClientKey, SharedProducer, RuntimeException> OF_THIS_JVM = new Leases<>(
            SharedProducers::open,
            shared -> shared.producer().close(CLOSE_WAIT),
            LingerExecutor.ofSeconds(LINGER_SECONDS));

    private SharedProducers() {}

    /** A producer, and which of its retries tasks were told. */
    record SharedProducer(Producer<byte[], byte[]> producer, RetryLedger retries) {}

    /**
     * A producer, until the lease is closed; to be spoiled when it fails.
     *
     * @throws org.apache.kafka.common.KafkaException when the settings are wrong or the login fails
     */
    static Lease<SharedProducer> lease(Map<String, String> kafkaProperties) throws InterruptedException {
        return OF_THIS_JVM.lease(ClientKey.ofThisThread(kafkaProperties));
    }

    private static SharedProducer open(ClientKey key) {
        return new SharedProducer(
                key.withClassLoader(() -> new KafkaProducer<>(ProducerSettings.of(key.kafkaProperties()))),
                new RetryLedger());
    }
}
