package io.kaspar.soak;

import io.kaspar.soak.SoakTopic.Trait;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/** Lets producers, faults, witnesses, scans, streams and writes loose on a cluster, and says what came of it. */
public final class Soak {
    private static final int DIFFERENCE = 1;
    private static final int USAGE_ERROR = 2;
    private static final int PLAIN_WRITERS = 2;
    private static final int TRANSACTIONAL_WRITERS = 3;
    private static final int PARTITION_FAULT_PAUSE_MS = 3_000;
    private static final int MOST_EXTRA_SECONDS = 300;
    private static final int BROKER_FAULT_PAUSE_MS = 20_000;
    private static final int EXECUTOR_FAULT_PAUSE_MS = 25_000;

    private final SoakOptions options;
    private final SoakCluster cluster;
    private final Optional<SoakExecutors> executors;
    private final SparkSession spark;
    private final Consumer<String> out;
    private final Random seeds;
    private final SoakTopics topics = new SoakTopics();
    private final Tally tally = new Tally();
    private final FaultLog faultLog = new FaultLog();
    private final Life working = new Life();
    private final Life watching = new Life();
    private final Checks checks = new Checks(this::failed);
    private final SparkWrites writes;
    private final List<Thread> workers = new ArrayList<>();
    private final List<Thread> watchers = new ArrayList<>();

    Soak(
            SoakOptions options,
            SoakCluster cluster,
            Optional<SoakExecutors> executors,
            SparkSession spark,
            Consumer<String> out) {
        this.options = options;
        this.cluster = cluster;
        this.executors = executors;
        this.spark = spark;
        this.out = out;
        this.seeds = new Random(options.seed());
        this.writes = new SparkWrites(cluster, new Checks(this::failed), tally, out);
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(SoakOptions.USAGE);
            return;
        }
        SoakOptions options;
        try {
            options = SoakOptions.parse(List.of(arguments), System.currentTimeMillis());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + SoakOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        if (options.growth() > 0) {
            new StreamGrowth(options.growth(), System.out::println).run();
            return;
        }
        System.exit(run(options, SoakTopic.all(), System.out::println).differenceCount() == 0 ? 0 : DIFFERENCE);
    }

    /** Runs it from beginning to end. */
    static Tally run(SoakOptions options, List<SoakTopic> topics, Consumer<String> out) throws IOException {
        out.accept("seed " + options.seed());
        try (SoakCluster cluster = SoakCluster.start();
                SparkSession spark = SoakSession.start(cluster.kafka().bootstrapServers())) {
            if (options.writers() == 0 || options.executors() == 0) {
                return new Soak(options, cluster, Optional.empty(), spark, out).run(topics);
            }
            try (SoakExecutors executors = SoakExecutors.start(options.executors())) {
                return new Soak(options, cluster, Optional.of(executors), spark, out).run(topics);
            }
        }
    }

    private Tally run(List<SoakTopic> wanted) throws IOException {
        for (SoakTopic topic : wanted) {
            TopicLedger ledger = cluster.create(topic);
            if (topic.has(Trait.WRITTEN)) {
                topics.add(ledger);
                watchers.add(start("written-" + topic.name(), writes.witness(topic, watching)));
            } else {
                follow(ledger);
            }
        }
        startWriters();
        startFaults();
        startScanners();
        startStreams();
        startSparkWriters();
        awaitEnd();
        awaitFirstComparison();
        working.end();
        out.accept("waiting for the last scans and comparisons");
        join(workers);
        checks.close();
        writes.finish(spark);
        watching.end();
        join(watchers);
        out.accept("seed                 " + options.seed() + "\n" + tally.report());
        return tally;
    }

    private synchronized void follow(TopicLedger ledger) {
        topics.add(ledger);
        watchers.add(start(
                "witness-" + ledger.topic().name(), new Witness(cluster.kafka().bootstrapServers(), ledger, watching)));
    }

    private void startWriters() {
        Producers producers = new Producers(cluster.kafka().bootstrapServers());
        for (int i = 0; i < PLAIN_WRITERS; i++) {
            work("writer-" + i, new PlainWriter(producers, topics, working, newRandom(), tally));
        }
        for (int i = 0; i < TRANSACTIONAL_WRITERS; i++) {
            work("transactions-" + i, new TransactionalWriter(producers, i, topics, working, newRandom(), tally));
        }
    }

    private void startFaults() {
        Random random = newRandom();
        PartitionFaults partitions = new PartitionFaults(cluster, topics, random);
        FileFaults files = new FileFaults(cluster, topics, random);
        Map<FaultKind, Fault> small = new EnumMap<>(Map.<FaultKind, Fault>of(
                FaultKind.LEADER_MOVE, partitions::moveLeader,
                FaultKind.REASSIGNMENT, partitions::reassign,
                FaultKind.LOG_DIR_MOVE, partitions::moveLogDir,
                FaultKind.DELETE_RECORDS, partitions::deleteRecords,
                FaultKind.PARTITIONS_ADDED, partitions::addPartition,
                FaultKind.TOPIC_RECREATED, new TopicRecreation(cluster, topics, random, this::follow),
                FaultKind.BIT_FLIP, files::flipBit,
                FaultKind.INDEX_DAMAGE, files::damageIndexes,
                FaultKind.TRANSACTION_INDEX_DAMAGE, files::damageTransactionIndexes));
        BrokerFaults brokers = new BrokerFaults(cluster, newRandom());
        Map<FaultKind, Fault> large = new EnumMap<>(Map.<FaultKind, Fault>of(
                FaultKind.BROKER_KILLED, brokers.healed(brokers::kill),
                FaultKind.BROKER_RESTARTED, brokers.healed(brokers::restart),
                FaultKind.LOG_DIR_FAILED, brokers.healed(brokers::failLogDir),
                FaultKind.UNCLEAN_ELECTION, brokers.healed(() -> brokers.electUnclean("unclean"))));
        Lock restarts = new ReentrantLock(true);
        startFaults("faults-partitions", small, PARTITION_FAULT_PAUSE_MS, restarts);
        startFaults("faults-brokers", large, BROKER_FAULT_PAUSE_MS, restarts);
        Random ofExecutors = newRandom();
        executors.ifPresent(some -> startFaults(
                "faults-executors",
                new EnumMap<>(Map.<FaultKind, Fault>of(FaultKind.EXECUTOR_KILLED, () -> some.kill(ofExecutors))),
                EXECUTOR_FAULT_PAUSE_MS,
                restarts));
    }

    private void startFaults(String name, Map<FaultKind, Fault> faults, int longestPauseMs, Lock restarts) {
        faults.keySet().retainAll(options.faults());
        work(name, new FaultInjector(faults, longestPauseMs, newRandom(), working, restarts, faultLog, tally));
    }

    private void startScanners() {
        for (int i = 0; i < options.scanners(); i++) {
            ScanRequests requests = new ScanRequests(topics, SoakSession.CATALOGS, newRandom());
            work("scanner-" + i, new Scanner(spark, requests, topics, working, faultLog, checks, tally, out));
        }
    }

    private void startStreams() {
        for (int i = 0; i < options.streams(); i++) {
            StreamRequests requests =
                    new StreamRequests(topics, SoakSession.CATALOGS, options.killedPercent(), newRandom());
            work(
                    "stream-" + i,
                    new Streamer(
                            spark,
                            cluster.kafka().bootstrapServers(),
                            requests,
                            topics,
                            working,
                            faultLog,
                            checks,
                            tally,
                            out));
        }
    }

    /** The first one has the executors, where there are some. */
    private void startSparkWriters() {
        for (int i = 0; i < options.writers(); i++) {
            String master = (i == 0 ? executors : Optional.<SoakExecutors>empty())
                    .map(SoakExecutors::masterUrl)
                    .orElse("local[2,8]");
            WriteRequests requests = new WriteRequests("w" + i, topics, SoakSession.CATALOGS, newRandom());
            work(
                    "write-" + i,
                    new SparkWriter(
                            master, cluster.kafka().bootstrapServers(), requests, writes, topics, working, faultLog));
        }
    }

    private void awaitEnd() {
        long startNanos = System.nanoTime();
        long lengthS = options.length().toSeconds();
        for (long second = 0; second < lengthS; second = secondsSince(startNanos)) {
            working.pause(Math.min(60, lengthS - second) * 1_000);
            topics.forgetDeadBefore(
                    System.currentTimeMillis() - Duration.ofMinutes(5).toMillis());
            out.accept("after " + secondsSince(startNanos) + " s: " + tally.line() + ", remembered " + topics.size());
        }
    }

    /** On a machine that is busy with other things, not even one scan may be over in time. */
    private void awaitFirstComparison() {
        boolean hasScans = options.scanners() + options.streams() > 0;
        for (int second = 0; hasScans && second < MOST_EXTRA_SECONDS && tally.recordsCompared() == 0; second++) {
            working.pause(1_000);
        }
    }

    private static long secondsSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - startNanos);
    }

    private Random newRandom() {
        return new Random(seeds.nextLong());
    }

    private void work(String name, Runnable what) {
        workers.add(start(name, what));
    }

    private Thread start(String name, Runnable what) {
        Thread thread = new Thread(what, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(this::failed);
        thread.start();
        return thread;
    }

    private void failed(Thread thread, Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        String text = "the soak itself failed in " + thread.getName() + ": " + trace;
        tally.differed(text);
        out.accept(text);
    }

    private static void join(List<Thread> threads) {
        for (Thread thread : List.copyOf(threads)) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
