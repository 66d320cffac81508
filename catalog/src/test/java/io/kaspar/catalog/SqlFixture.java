package io.kaspar.catalog;

import io.kaspar.catalog.options.Secrets;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A cluster, a registry and a Spark session that know each other, with a few topics; one for all tests of this module. */
public final class SqlFixture implements AutoCloseable {
    static final Schema ORDER = new Schema.Parser().parse("""
                    {"type":"record","name":"Order","namespace":"shop","fields":[
                      {"name":"order_id","type":"long","doc":"counts up"},
                      {"name":"customer","type":["null","string"],"default":null},
                      {"name":"quantity","type":"int"},
                      {"name":"price","type":"double"},
                      {"name":"address","type":{"type":"record","name":"Address","fields":[
                        {"name":"city","type":"string"},{"name":"zip","type":"string"}]}},
                      {"name":"tags","type":{"type":"array","items":"string"}}]}""");
    static final int ORDERS = 300;
    static final int ORDER_PARTITIONS = 3;

    private final TestCluster cluster;
    private final FakeRegistry registry;
    private final Path events;
    private final SparkSession spark;
    private final int orderSchemaId;
    private final Map<String, Map<String, String>> catalogs = new ConcurrentHashMap<>();

    SqlFixture() throws IOException {
        cluster = TestCluster.start(TestClusterOptions.defaults());
        registry = FakeRegistry.start();
        orderSchemaId = registry.register("orders-value", ORDER.toString());
        fill();
        events = Files.createTempDirectory("kaspar-events");
        spark = SparkSession.builder()
                .master("local[2]")
                .appName("kaspar")
                .config("spark.ui.port", "0")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.redaction.regex", Secrets.SPARK_REDACTION_REGEX)
                .config(
                        "spark.metrics.conf.*.sink.prometheusServlet.class",
                        "org.apache.spark.metrics.sink.PrometheusServlet")
                .config("spark.metrics.conf.*.sink.prometheusServlet.path", "/metrics/prometheus")
                .config(ConfiguredSecrets.settings(cluster.bootstrapServers(), registry.url()))
                .config("spark.eventLog.enabled", "true")
                .config("spark.eventLog.dir", events.toUri().toString())
                .config("spark.eventLog.compress", "false")
                .config("spark.sql.warehouse.dir", System.getProperty("java.io.tmpdir") + "/kaspar-warehouse")
                .getOrCreate();
        catalog("kaspar", Map.of());
    }

    private void fill() {
        cluster.createTopic("orders", ORDER_PARTITIONS);
        sendOrders("orders", 0, ORDERS);
        for (String topic : List.of("plain", "my.topic", "odd-name", "Mixed", "default.odd", "shop.a", "shop.b")) {
            cluster.createTopic(topic, 2);
            cluster.producer()
                    .send(List.of(
                            TestProducer.text(topic, 0, "k0", topic + " 0"),
                            TestProducer.text(topic, 1, null, topic + " 1"),
                            TestProducer.text(topic, 1, "k2", null)));
        }
        cluster.createTopic("empty", 2);
    }

    /**
     * Makes a catalog of the cluster and the registry, with settings that count more than the usual ones. Spark keeps a catalog once it is
     * used, so no name may come again with other settings.
     */
    String catalog(String name, Map<String, String> settings) {
        Map<String, String> before = catalogs.putIfAbsent(name, Map.copyOf(settings));
        if (before != null && !before.equals(settings)) {
            throw new IllegalStateException("catalog " + name + " is there with other settings: " + before);
        }
        String prefix = "spark.sql.catalog." + name;
        spark.conf().set(prefix, KasparCatalog.class.getName());
        spark.conf().set(prefix + ".kafka.bootstrap.servers", cluster.bootstrapServers());
        spark.conf().set(prefix + ".schema.registry.url", registry.url());
        settings.forEach((option, value) -> spark.conf().set(prefix + "." + option, value));
        return name;
    }

    /** Appends orders with ids from {@code first}, spread over the partitions. */
    void sendOrders(String topic, int first, int count) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int id = first; id < first + count; id++) {
            records.add(new ProducerRecord<>(
                    topic, id % ORDER_PARTITIONS, ("c" + id % 7).getBytes(StandardCharsets.UTF_8), order(id)));
        }
        cluster.producer().send(records);
    }

    /** Appends records of {@link NumberedTexts}. */
    void send(String topic, int partition, int first, int count) {
        cluster.producer().send(NumberedTexts.records(topic, partition, first, count));
    }

    /** An order's payload with the framing of the registry. */
    byte[] order(int id) {
        GenericRecord address = new GenericData.Record(ORDER.getField("address").schema());
        address.put("city", "city" + id % 5);
        address.put("zip", "z" + id);
        GenericRecord order = new GenericData.Record(ORDER);
        order.put("order_id", (long) id);
        order.put("customer", id % 10 == 0 ? null : "customer" + id);
        order.put("quantity", id % 4);
        order.put("price", id / 2.0);
        order.put("address", address);
        order.put("tags", List.of("t" + id % 2));
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(orderSchemaId).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(ORDER).write(order, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestCluster cluster() {
        return cluster;
    }

    FakeRegistry registry() {
        return registry;
    }

    SparkSession spark() {
        return spark;
    }

    int orderSchemaId() {
        return orderSchemaId;
    }

    Dataset<Row> sql(String statement) {
        return spark.sql(statement);
    }

    /** The rows of a statement, columns joined by a bar. */
    List<String> rows(String statement) {
        return Arrays.stream((Row[]) spark.sql(statement).collect())
                .map(row -> row.mkString("|"))
                .toList();
    }

    /** The only value of a statement's only row. */
    Object value(String statement) {
        return spark.sql(statement).head().get(0);
    }

    /** All that Spark logged of this session. */
    String eventLog() throws IOException {
        StringBuilder log = new StringBuilder();
        try (Stream<Path> files = Files.walk(events)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                log.append(Files.readString(file));
            }
        }
        return log.toString();
    }

    /** All that {@code EXPLAIN EXTENDED} says. */
    String plan(String statement) {
        return String.join("\n", rows("EXPLAIN EXTENDED " + statement));
    }

    @Override
    public void close() throws IOException {
        spark.stop();
        try (Stream<Path> files = Files.walk(events).sorted(Comparator.reverseOrder())) {
            files.forEach(file -> file.toFile().delete());
        }
        registry.close();
        cluster.close();
    }
}
