package io.kaspar.bench.writes;

import static org.apache.spark.sql.functions.call_function;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import io.kaspar.bench.BenchCluster;
import io.kaspar.bench.KasparTables;
import io.kaspar.bench.Sessions;
import io.kaspar.bench.SparkConnectorTables;
import io.kaspar.bench.data.Codec;
import io.kaspar.bench.data.Orders;
import io.kaspar.bench.data.PlainJsonOrders;
import io.kaspar.bench.data.ProtobufOrders;
import io.kaspar.bench.data.RecordShape;
import io.kaspar.bench.data.TopicSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.avro.functions;

/** Starts a broker and a registry, and measures how long rows take from Parquet into topics. */
public final class Writes {
    private static final int USAGE_ERROR = 2;
    private static final int PARTITION_COUNT = 2;
    private static final int CUSTOMERS = 100_000;
    private static final long SEED = 20260101;
    private static final String CATALOG = "kaspar_writes";
    private static final String KASPAR = "kaspar";
    private static final String ONCE = "kaspar-exactly-once";
    private static final String RIVAL = "spark";
    private static final int AVRO_FRAME = 5;
    /** With a byte that says the first message of the file. */
    private static final int PROTOBUF_FRAME = 6;

    private final WritesOptions options;
    private final BenchCluster cluster;
    private final SparkSession spark;
    private final KasparTables tables;
    private int topics;

    Writes(WritesOptions options, BenchCluster cluster, SparkSession spark) {
        this.options = options;
        this.cluster = cluster;
        this.spark = spark;
        this.tables = new KasparTables(cluster, CATALOG, "required", "bench-writes");
    }

    public static void main(String[] arguments) throws IOException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(WritesOptions.USAGE);
            return;
        }
        WritesOptions options;
        try {
            options = WritesOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + WritesOptions.USAGE);
            System.exit(USAGE_ERROR);
            return;
        }
        try (BenchCluster cluster = BenchCluster.start(Optional.empty(), Writes::tell);
                SparkSession spark = Sessions.local()) {
            List<WriteFigure> figures = new Writes(options, cluster, spark).run();
            System.out.print(WritesTable.of(figures, KASPAR, RIVAL) + "\n" + WritesTable.of(figures, ONCE, KASPAR));
        }
    }

    private static void tell(String line) {
        System.err.println(line);
    }

    List<WriteFigure> run() throws IOException {
        Dataset<Row> orders = parquet();
        List<WriteFigure> all = new ArrayList<>();
        DynamicProtobuf.register(spark);
        all.addAll(measure(
                new WrittenFormat("Avro", shape -> shape, Map.of(), true), orders, topic -> avro(orders, topic)));
        all.addAll(measure(
                new WrittenFormat("Protobuf", ProtobufOrders::new, Map.of(), false),
                orders,
                topic -> concat(frame(topic, PROTOBUF_FRAME), call_function(DynamicProtobuf.FUNCTION, whole(orders)))));
        all.addAll(measure(
                new WrittenFormat(
                        "JSON",
                        PlainJsonOrders::new,
                        Map.of("value.format", "json", "value.schema", PlainJsonOrders.COLUMNS),
                        false),
                orders,
                topic -> to_json(whole(orders)).cast("binary")));
        return all;
    }

    /**
     * What rows are written as.
     *
     * @param settings of the writer where no registry has a schema
     * @param isOnceMeasured whether exactly-once is measured, too: once is enough, payloads have no part in what it costs
     */
    private record WrittenFormat(
            String name, Function<Orders, RecordShape> shape, Map<String, String> settings, boolean isOnceMeasured) {
        boolean hasSchema() {
            return settings.isEmpty();
        }

        List<String> contenders() {
            return isOnceMeasured ? List.of(KASPAR, ONCE, RIVAL) : List.of(KASPAR, RIVAL);
        }
    }

    /** The orders of a topic as files, so that all write the same from the same. */
    private Dataset<Row> parquet() throws IOException {
        TopicSpec read = TopicSpec.of(
                new Orders(options.records(), CUSTOMERS, SEED), options.records(), PARTITION_COUNT, Codec.LZ4);
        cluster.topics().ensure(read);
        Path folder = cluster.folder().resolve("orders.parquet");
        spark.table(tables.table(spark, read)).write().parquet(folder.toUri().toString());
        cluster.topics().delete(List.of(read));
        return spark.read().parquet(folder.toUri().toString());
    }

    private static Column whole(Dataset<Row> orders) {
        return struct(Arrays.stream(orders.columns()).map(name -> col(name)).toArray(Column[]::new));
    }

    private Column avro(Dataset<Row> orders, TopicSpec topic) {
        return concat(
                frame(topic, AVRO_FRAME),
                functions.to_avro(whole(orders), topic.shape().valueSchema()));
    }

    /** The first record, which made the topic's schema, has it. */
    private Column frame(TopicSpec topic, int length) {
        return lit(SparkConnectorTables.tunedRecords(spark, cluster.bootstrapServers(), topic.topic())
                .select(expr("substring(value, 1, " + length + ")"))
                .head()
                .<byte[]>getAs(0));
    }

    private List<WriteFigure> measure(WrittenFormat format, Dataset<Row> orders, Function<TopicSpec, Column> encoding)
            throws IOException {
        OptionalLong expected = format.hasSchema() ? OptionalLong.of(fingerprint(orders)) : OptionalLong.empty();
        Map<String, Double> large = new LinkedHashMap<>();
        Map<String, Double> small = new LinkedHashMap<>();
        Dataset<Row> one = spark.createDataFrame(List.of(orders.head()), orders.schema());
        for (int round = 0; round <= options.rounds(); round++) {
            for (String contender : format.contenders()) {
                TopicSpec topic = topic(format.shape());
                RowsWriter writer = writer(contender, topic, format, encoding);
                double ms = timeMs(() -> writer.write(orders, topic.topic()));
                requireRows(topic, options.records() + 1L);
                if (expected.isPresent() && round == 0) {
                    requireSame(topic, expected.getAsLong());
                }
                double medianMs = medianMs(one, topic, writer);
                if (round > 0) {
                    large.merge(contender, ms, Math::min);
                    small.merge(contender, medianMs, Math::min);
                }
                tell(String.format(
                        "%s, round %d, %s: %.0f ms, a row %.1f ms", format.name(), round, contender, ms, medianMs));
                cluster.topics().delete(List.of(topic));
            }
        }
        List<WriteFigure> figures = new ArrayList<>();
        large.forEach((contender, ms) -> figures.add(
                new WriteFigure(String.format("%,d rows as %s", options.records(), format.name()), contender, ms)));
        small.forEach((contender, ms) -> figures.add(new WriteFigure("one row as " + format.name(), contender, ms)));
        return figures;
    }

    /** With one record, so that it has a schema. */
    private TopicSpec topic(Function<Orders, RecordShape> shape) throws IOException {
        TopicSpec topic = TopicSpec.of(shape.apply(new Orders(1, CUSTOMERS, SEED)), 1, PARTITION_COUNT, Codec.NONE)
                .withPurpose("written" + topics++);
        cluster.topics().ensure(topic);
        return topic;
    }

    private RowsWriter writer(
            String contender, TopicSpec topic, WrittenFormat format, Function<TopicSpec, Column> encoding) {
        if (contender.equals(KASPAR) && format.hasSchema()) {
            String table = tables.table(spark, topic);
            return (rows, name) -> rows.write().insertInto(table);
        }
        if (contender.equals(ONCE)) {
            String table = tables.table(spark, topic);
            return (rows, name) ->
                    rows.write().option("delivery", "exactly-once").insertInto(table);
        }
        if (contender.equals(KASPAR)) {
            return (rows, name) -> rows.write()
                    .format("kaspar")
                    .options(format.settings())
                    .option("kafka.bootstrap.servers", cluster.bootstrapServers())
                    .mode("append")
                    .save(name);
        }
        Column value = encoding.apply(topic);
        return (rows, name) -> rows.select(value.as("value"))
                .write()
                .format("kafka")
                .option("kafka.bootstrap.servers", cluster.bootstrapServers())
                .option("topic", name)
                .save();
    }

    private void requireRows(TopicSpec topic, long count) {
        long there = SparkConnectorTables.tunedRecords(spark, cluster.bootstrapServers(), topic.topic())
                .count();
        if (there != count) {
            throw new IllegalStateException(topic.topic() + " has " + there + " records, and not " + count);
        }
    }

    /** The rows of a topic with a schema, but for the first one, are those that were to be written, whoever wrote them. */
    private void requireSame(TopicSpec topic, long expected) {
        Dataset<Row> rows = spark.table(tables.table(spark, topic));
        long there = fingerprint(rows) ^ fingerprint(rows.filter("_partition = 0 AND _offset = 0"));
        if (there != expected) {
            throw new IllegalStateException(topic.topic() + " has other rows than were written");
        }
    }

    /** The same whatever the order of the rows. */
    private static long fingerprint(Dataset<Row> rows) {
        return rows.select(expr("coalesce(bit_xor(xxhash64(*)), 0)")).head().getLong(0);
    }

    private double medianMs(Dataset<Row> one, TopicSpec topic, RowsWriter writer) {
        double[] ms = new double[options.smallStatements()];
        for (int i = 0; i < ms.length; i++) {
            ms[i] = timeMs(() -> writer.write(one, topic.topic()));
        }
        Arrays.sort(ms);
        return ms[ms.length / 2];
    }

    private static double timeMs(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
