package io.kaspar.bench.latency;

import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.Payloads;
import io.kaspar.samples.SchemaPublisher;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends orders at a steady rate. Their ids count from 0, and their timestamps are the moments at which they were to be sent. */
public final class OrderSender {
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private OrderSender() {}

    /** Arguments: bootstrap servers, registry, topic, orders per second, how many. */
    public static void main(String[] arguments) throws IOException {
        OrderSender sender = new OrderSender();
        int rate = Integer.parseInt(arguments[3]);
        int count = Integer.parseInt(arguments[4]);
        Orders orders = new Orders(count, LatencyOptions.CUSTOMERS, LatencyOptions.SEED);
        int schemaId = SchemaPublisher.to(arguments[1])
                .publish(arguments[2] + "-value", orders.schemaType(), orders.valueSchema());
        sender.run(arguments[0], arguments[2], new Payloads(orders, schemaId), rate, count);
        Exception failed = sender.failure.get();
        if (failed != null) {
            System.err.println("an order was not accepted: " + failed);
            System.exit(1);
        }
    }

    /** What it needs to be told in another process. */
    static List<String> arguments(String bootstrapServers, String registryUrl, String topic, LatencyOptions options) {
        return List.of(
                bootstrapServers,
                registryUrl,
                topic,
                Integer.toString(options.rate()),
                Integer.toString(options.recordCount()));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
    private void run(String bootstrapServers, String topic, Payloads payloads, int rate, int count) {
        try (KafkaProducer<byte[], byte[]> producer = OneByOne.producer(bootstrapServers)) {
            var unused = producer.partitionsFor(topic); // the first order is not to wait for this
            Pace pace = Pace.startingNow(rate);
            for (int i = 0; i < count && failure.get() == null; i++) {
                long lateNanos = System.nanoTime() - pace.await(i);
                long toBeSentMs = System.currentTimeMillis() - TimeUnit.NANOSECONDS.toMillis(Math.max(0, lateNanos));
                producer.send(new ProducerRecord<>(topic, null, toBeSentMs, null, payloads.of(i)), (metadata, e) -> {
                    if (e != null) {
                        failure.compareAndSet(null, e);
                    }
                });
            }
        }
    }
}
