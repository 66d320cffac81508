package io.kaspar.bench;

import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/** The first query of a session, with one partition wanted: of a topic with very many, and of one with few. */
final class Planning {
    /** Records of each topic. */
    static final long RECORD_COUNT = 4_000;

    private static final int MANY_PARTITIONS = 2_000;
    private static final int FEW_PARTITIONS = 8;

    private final BenchSetup setup;
    private final AtomicInteger sessions = new AtomicInteger();

    Planning(BenchSetup setup) {
        this.setup = setup;
    }

    BenchCase benchCase(Workload workload, TopicSpec topic) {
        TopicSpec many = topic.withPartitionCount(MANY_PARTITIONS);
        TopicSpec few = topic.withPartitionCount(FEW_PARTITIONS);
        return new BenchCase(
                workload, topic.codec(), topic.recordCount(), List.of(many, few), () -> contenders(many, few));
    }

    private List<Contender> contenders(TopicSpec many, TopicSpec few) {
        List<Contender> contenders = new ArrayList<>();
        for (ContenderName name : setup.contenders()) {
            // Spark's connector reads all partitions, one task each, and waits half a second in most: many minutes.
            if (name.isKaspar()) {
                contenders.add(new Contender(name.label(), new FirstQuery(name, many)));
                contenders.add(new Contender(name.variant(Variants.SMALL_TOPIC), new FirstQuery(name, few)));
            }
        }
        return contenders;
    }

    /** A session of its own for each run, and nothing known of the topic. */
    private final class FirstQuery implements Run {
        private final ContenderName name;
        private final TopicSpec topic;
        private SparkSession session = setup.spark();
        private String statement = "";
        private BrokerRequests before = BrokerRequests.NONE;
        private String note = "";

        FirstQuery(ContenderName name, TopicSpec topic) {
            this.name = name;
            this.topic = topic;
        }

        @Override
        public void prepare() throws IOException {
            session = setup.spark().newSession();
            String clientId = "bench-planning-" + sessions.incrementAndGet();
            statement = "SELECT count(*) FROM " + setup.tables(name, clientId).table(session, topic)
                    + " WHERE _partition = 7";
            before = BrokerRequests.now();
        }

        @Override
        public Answer run() {
            long count = session.sql(statement).first().getLong(0);
            return Answer.ofRowCount(count > 0 ? 1 : 0); // the two topics do not have as many in the partition
        }

        @Override
        public void finish() throws IOException {
            note = "requests to the broker: " + BrokerRequests.now().since(before);
        }

        @Override
        public String note() {
            return note;
        }
    }
}
