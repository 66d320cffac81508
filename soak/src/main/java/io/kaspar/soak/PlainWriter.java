package io.kaspar.soak;

import io.kaspar.soak.Content.Fate;
import io.kaspar.soak.SoakTopic.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** Writes bursts to any topic, with and without idempotence, with all codecs. */
final class PlainWriter implements Runnable {
    private static final int MOST_RECORDS = 120;
    private static final int MOST_LARGE_RECORDS = 5_000;
    private static final int LONGEST_PAUSE_MS = 250;
    private static final int LARGE_BURSTS = 60;

    private final Producers producers;
    private final SoakTopics topics;
    private final Life life;
    private final Random random;
    private final Content content;
    private final Tally tally;

    PlainWriter(Producers producers, SoakTopics topics, Life life, Random random, Tally tally) {
        this.producers = producers;
        this.topics = topics;
        this.life = life;
        this.random = random;
        this.content = new Content(random);
        this.tally = tally;
    }

    @Override
    public void run() {
        List<KafkaProducer<byte[], byte[]>> open = new ArrayList<>();
        for (String codec : Producers.CODECS) {
            open.add(random.nextBoolean() ? producers.plain(codec) : producers.idempotent(codec));
        }
        try (KafkaProducer<byte[], byte[]> large = producers.large("lz4")) {
            while (life.goesOn()) {
                boolean isLarge = random.nextInt(LARGE_BURSTS) == 0 && topics.has(topic -> topic.has(Trait.LARGE));
                TopicLedger to =
                        topics.any(random, topic -> topic.has(Trait.LARGE) == isLarge && !topic.has(Trait.WRITTEN));
                write(isLarge ? large : open.get(random.nextInt(open.size())), to, isLarge);
                life.pause(random.nextInt(LONGEST_PAUSE_MS));
            }
        } finally {
            open.forEach(KafkaProducer::close);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tally is told
    private void write(KafkaProducer<byte[], byte[]> producer, TopicLedger to, boolean isLarge) {
        to.writing().readLock().lock();
        try {
            if (!to.isAlive()) {
                return;
            }
            int partition = random.nextInt(to.partitionCount());
            int records = 1 + random.nextInt(isLarge ? MOST_LARGE_RECORDS : MOST_RECORDS);
            for (int i = 0; i < records; i++) {
                Future<?> answer =
                        producer.send(content.record(to.topic(), to.topicId(), partition, Fate.PLAIN), tally::answered);
                if (hasFailed(answer)) {
                    return; // the topic is not there: each further record would wait for it
                }
            }
            producer.flush();
        } catch (KafkaException e) {
            tally.answered(null, e);
        } finally {
            to.writing().readLock().unlock();
        }
    }

    private static boolean hasFailed(Future<?> answer) {
        if (!answer.isDone()) {
            return false;
        }
        try {
            answer.get();
            return false;
        } catch (ExecutionException e) {
            return true; // the tally was told
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
