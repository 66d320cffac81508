package io.kaspar.soak;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/** Lets one stream take many small micro-batches, and says what its process holds meanwhile: what grows there would end it some day. */
final class StreamGrowth {
    private static final String TOPIC = "growth";
    private static final int PARTITIONS = 2;
    private static final int LINES = 12;
    private static final int SEND_MS = 40;
    private static final int WATCH_MS = 200;
    private static final long MEGABYTE = 1 << 20;

    private final int batches;
    private final Consumer<String> out;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final Life life = new Life();

    /** @param batches how many micro-batches with records there shall be */
    StreamGrowth(int batches, Consumer<String> out) {
        this.batches = batches;
        this.out = out;
    }

    /** Prints a line of what is held now and then; an {@link IllegalStateException} when the query fails, or rows are missing or twice. */
    void run() throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(BrokerOptions.singleNode());
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                SparkSession spark = SoakSession.start(kafka.bootstrapServers())) {
            SoakCluster.answer(admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all());
            AtomicLong sent = new AtomicLong();
            Thread writer = new Thread(() -> write(kafka.bootstrapServers(), sent), "writer");
            writer.start();
            StreamFiles files = StreamFiles.make();
            try {
                watch(spark, files);
                writer.join();
                // what came after the last micro-batch
                start(spark, files, Trigger.AvailableNow()).awaitTermination();
                if (rows.get() != sent.get()) {
                    throw new IllegalStateException(sent.get() + " records were sent, and " + rows.get() + " came");
                }
                out.accept(rows.get() + " records, each once");
            } finally {
                life.end();
                files.delete();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StreamingQueryException | TimeoutException e) {
            throw new IllegalStateException("the stream failed", e);
        }
    }

    private void watch(SparkSession spark, StreamFiles files)
            throws IOException, TimeoutException, StreamingQueryException {
        StreamingQuery query = start(spark, files, Trigger.ProcessingTime(0));
        long startMs = System.currentTimeMillis();
        long next = Math.max(1, batches / LINES);
        while (done.get() < batches && query.isActive() && life.goesOn()) {
            Life.sleep(WATCH_MS);
            if (done.get() >= next) {
                next += Math.max(1, batches / LINES);
                out.accept("micro-batches " + done.get() + ", seconds " + (System.currentTimeMillis() - startMs) / 1_000
                        + ", " + held());
            }
        }
        life.end();
        if (query.exception().isDefined()) {
            throw query.exception().get();
        }
        query.stop();
    }

    private StreamingQuery start(SparkSession spark, StreamFiles files, Trigger trigger) throws TimeoutException {
        return spark.readStream()
                .option("startingOffsets", "earliest")
                .option("progress-group", TOPIC)
                .table(SoakSession.CATALOGS.get(0) + "." + TOPIC)
                .selectExpr("_offset", "value")
                .writeStream()
                .trigger(trigger)
                .option("checkpointLocation", files.folder().toUri().toString())
                .foreachBatch((Dataset<Row> batch, Long id) -> {
                    long count = batch.collectAsList().size();
                    rows.addAndGet(count);
                    done.addAndGet(count > 0 ? 1 : 0);
                })
                .start();
    }

    /** Some records at a time, until the run is over. */
    private void write(String bootstrapServers, AtomicLong sent) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new ByteArraySerializer(), new ByteArraySerializer())) {
            while (life.goesOn()) {
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    byte[] text = Long.toString(sent.incrementAndGet()).getBytes(StandardCharsets.UTF_8);
                    producer.send(new ProducerRecord<>(TOPIC, partition, text, text))
                            .get();
                }
                Life.sleep(SEND_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker did not take a record", e);
        }
    }

    private static String held() throws IOException {
        System.gc();
        System.gc();
        return "heap MB "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE
                + ", other memory MB "
                + ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed() / MEGABYTE
                + ", classes " + ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() + ", threads "
                + ManagementFactory.getThreadMXBean().getThreadCount() + ", connections " + open("socket:")
                + ", open files " + open("/");
    }

    /** How many of this process's open files are of a kind; 0 where the system does not say. */
    private static long open(String kind) throws IOException {
        Path folder = Path.of("/proc/self/fd");
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isOf(file, kind)).count();
        }
    }

    private static boolean isOf(Path file, String kind) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith(kind);
        } catch (IOException e) {
            return false; // closed meanwhile
        }
    }
}
