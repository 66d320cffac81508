package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;

/** Deletes a topic, and makes one of the same name. */
final class TopicRecreation implements Fault {
    private final SoakCluster cluster;
    private final SoakTopics topics;
    private final Random random;
    private final Consumer<TopicLedger> newLife;

    /** @param newLife told of the topic's new life, which is to be followed */
    TopicRecreation(SoakCluster cluster, SoakTopics topics, Random random, Consumer<TopicLedger> newLife) {
        this.cluster = cluster;
        this.topics = topics;
        this.random = random;
        this.newLife = newLife;
    }

    @Override
    public boolean inject() throws IOException {
        TopicLedger old = topics.any(random, topic -> topic.has(Trait.RECREATED));
        // no record of the old topic's may be sent again to the new one
        Lock alone = old.writing().writeLock();
        alone.lock();
        try {
            String name = old.topic().name();
            if (isThere(name)) { // it is not when making it failed the last time
                SoakCluster.answer(cluster.admin().deleteTopics(List.of(name)).all());
                SoakCluster.await(() -> !isThere(name));
            }
            Life.sleep(random.nextInt(2_000));
            TopicLedger next = cluster.create(old.topic());
            old.died();
            newLife.accept(next);
            return true;
        } finally {
            alone.unlock();
        }
    }

    private boolean isThere(String name) throws IOException {
        return SoakCluster.answer(cluster.admin().listTopics().names()).contains(name);
    }
}
