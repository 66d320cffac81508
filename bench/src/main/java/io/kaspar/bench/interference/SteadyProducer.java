package io.kaspar.bench.interference;

import io.kaspar.bench.latency.Latencies;
import io.kaspar.bench.latency.OneByOne;
import io.kaspar.bench.latency.Pace;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Sends records by a fixed schedule, whatever becomes of the ones before, and prints how long they took. */
public final class SteadyProducer {
    /** Before latencies are measured. */
    static final int WARMUP_SECONDS = 5;

    private static final int VALUE_LENGTH = 100;

    private final String topic;
    private final int rate;
    private final long[] latenciesNanos;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    private SteadyProducer(String topic, int rate, int seconds) {
        this.topic = topic;
        this.rate = rate;
        latenciesNanos = new long[rate * (WARMUP_SECONDS + seconds)];
    }

    /** Arguments: bootstrap servers, topic, records per second, seconds to measure. */
    public static void main(String[] arguments) {
        int rate = Integer.parseInt(arguments[2]);
        SteadyProducer sender = new SteadyProducer(arguments[1], rate, Integer.parseInt(arguments[3]));
        sender.run(arguments[0]);
        Exception failed = sender.failure.get();
        if (failed != null) {
            System.err.println("a record was not accepted: " + failed);
            System.exit(1);
        }
        long[] all = sender.latenciesNanos;
        System.out.println(Latencies.of(Arrays.copyOfRange(all, rate * WARMUP_SECONDS, all.length))
                .line());
    }

    /** What it needs to be told in another process. */
    static List<String> arguments(String bootstrapServers, String topic, InterferenceOptions options) {
        return List.of(bootstrapServers, topic, Integer.toString(options.rate()), Integer.toString(options.seconds()));
    }

    private void run(String bootstrapServers) {
        try (KafkaProducer<byte[], byte[]> producer = OneByOne.producer(bootstrapServers)) {
            Pace pace = Pace.startingNow(rate);
            for (int i = 0; i < latenciesNanos.length && failure.get() == null; i++) {
                send(producer, i, pace.await(i));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
    private void send(KafkaProducer<byte[], byte[]> producer, int number, long intendedNanos) {
        producer.send(new ProducerRecord<>(topic, new byte[VALUE_LENGTH]), (metadata, e) -> {
            latenciesNanos[number] = System.nanoTime() - intendedNanos;
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }
}
