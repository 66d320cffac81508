package io.kaspar.soak;

import io.kaspar.soak.Content.Fate;
import io.kaspar.soak.SoakTopic.Trait;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** Writes transactions that span topics, partitions and bursts, and commits them, aborts them, or lets them hang. */
final class TransactionalWriter implements Runnable {
    private static final int MOST_STEPS = 6;
    private static final int LONGEST_PAUSE_MS = 400;
    private static final int MOST_RECORDS = 80;

    private final Producers producers;
    private final String transactionalId;
    private final String codec;
    private final SoakTopics topics;
    private final Life life;
    private final Random random;
    private final Content content;
    private final Tally tally;

    TransactionalWriter(Producers producers, int number, SoakTopics topics, Life life, Random random, Tally tally) {
        this.producers = producers;
        this.transactionalId = "soak-" + number;
        this.codec = Producers.CODECS.get(number % Producers.CODECS.size());
        this.topics = topics;
        this.life = life;
        this.random = random;
        this.content = new Content(random);
        this.tally = tally;
    }

    @Override
    public void run() {
        while (life.goesOn()) {
            try (KafkaProducer<byte[], byte[]> producer = producers.transactional(codec, transactionalId)) {
                producer.initTransactions();
                while (life.goesOn()) {
                    transaction(producer);
                    life.pause(random.nextInt(LONGEST_PAUSE_MS));
                }
            } catch (KafkaException e) {
                tally.transactionBroken();
                life.pause(1_000); // what became of it, the witness sees
            }
        }
    }

    private void transaction(KafkaProducer<byte[], byte[]> producer) {
        Fate fate = random.nextInt(3) == 0 ? Fate.ABORTED : Fate.COMMITTED;
        producer.beginTransaction();
        for (int step = 1 + random.nextInt(MOST_STEPS); step > 0; step--) {
            burst(producer, fate);
            life.pause(random.nextInt(LONGEST_PAUSE_MS));
        }
        if (random.nextInt(40) == 0) {
            tally.transactionHung();
            life.pause(3_000 + random.nextInt(8_000));
        }
        if (fate == Fate.COMMITTED) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
        tally.transactionEnded(fate);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the tally is told, and the commit fails
    private void burst(KafkaProducer<byte[], byte[]> producer, Fate fate) {
        TopicLedger to = topics.any(random, topic -> topic.has(Trait.TRANSACTIONAL));
        int partition = random.nextInt(to.partitionCount());
        for (int i = random.nextInt(MOST_RECORDS); i >= 0; i--) {
            producer.send(content.record(to.topic(), to.topicId(), partition, fate), tally::answered);
        }
        producer.flush();
    }
}
