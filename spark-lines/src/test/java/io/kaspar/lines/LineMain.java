package io.kaspar.lines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * A session that answers what it reads from its standard input, until that ends. Compiled once, and run in every line of Spark: so it
 * calls only methods that are the same in all of them.
 *
 * <p>A request is a command and its text, an answer is any number of rows and then {@link #END} or an error; all text is Base64.
 */
public final class LineMain {
    static final String ROW = "kaspar-row ";
    static final String END = "kaspar-end";
    static final String ERROR = "kaspar-error ";

    /** Rows of a statement, each as JSON. */
    static final String SQL = "sql";
    /** Keeps the DataFrame of a statement. */
    static final String HOLD = "hold";
    /** How many rows the kept DataFrame has now. */
    static final String COUNT_HELD = "count-held";
    /** What Spark's UI is to call the next jobs. */
    static final String DESCRIBE_JOBS = "describe-jobs";
    /** Two hidden columns and the number of rows of a topic, loaded without a catalog; given as servers and topic. */
    static final String LOAD = "load";
    /** How many rows a table has when it is read from the latest offsets on. */
    static final String COUNT_FROM_LATEST = "count-from-latest";
    /** Names and types of a database's tables, from {@code spark.catalog}. */
    static final String LIST_TABLES = "list-tables";
    /** The rows, as JSON, of a stream of a table from its beginning to its end; given as table and expressions with bars between them. */
    static final String STREAM = "stream";
    /** The same in real-time mode, until there are as many rows as the table has. */
    static final String REAL_TIME = "real-time";

    /** Writes the columns of a table, as a stream from its beginning to its end, to another; given as both with a bar between them. */
    static final String STREAM_INTO = "stream-into";

    private static final String CHECKPOINT = "spark.sql.streaming.checkpointLocation";
    private static final long REAL_TIME_BATCH_MS = 1_000;

    private final SparkSession spark;
    private @Nullable Dataset<Row> held;

    private LineMain(SparkSession spark) {
        this.spark = spark;
    }

    public static void main(String[] arguments) throws IOException {
        SparkSession spark = SparkSession.builder().getOrCreate();
        try (BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            LineMain line = new LineMain(spark);
            for (String request = requests.readLine(); request != null; request = requests.readLine()) {
                line.answer(request.split(" ", 2));
            }
        } finally {
            spark.stop();
        }
    }

    @SuppressWarnings({"CatchAndPrintStackTrace", "IllegalCatch"}) // whatever goes wrong is the answer
    private void answer(String[] request) {
        try {
            String text = new String(Base64.getDecoder().decode(request[1]), StandardCharsets.UTF_8);
            rows(request[0], text).forEach(row -> System.out.println(ROW + encoded(row)));
            System.out.println(END);
        } catch (Throwable e) {
            e.printStackTrace();
            System.out.println(ERROR + encoded(e.toString()));
        }
    }

    private List<String> rows(String command, String text) throws Exception {
        List<String> rows = new ArrayList<>();
        switch (command) {
            case SQL -> rows.addAll(spark.sql(text).toJSON().collectAsList());
            case HOLD -> held = spark.sql(text);
            case COUNT_HELD ->
                rows.add(String.valueOf(Objects.requireNonNull(held).count()));
            case DESCRIBE_JOBS -> spark.sparkContext().setJobDescription(text);
            case LOAD -> {
                String[] place = text.split("/", 2);
                Dataset<Row> loaded = spark.read()
                        .format("kaspar")
                        .option("kafka.bootstrap.servers", place[0])
                        .load(place[1])
                        .select("_partition", "_offset");
                rows.add(List.of(loaded.columns()).toString());
                rows.add(String.valueOf(loaded.count()));
            }
            case COUNT_FROM_LATEST ->
                rows.add(String.valueOf(spark.read()
                        .option("startingOffsets", "latest")
                        .table(text)
                        .count()));
            case LIST_TABLES ->
                rows.addAll(spark.catalog().listTables(text).toJSON().collectAsList());
            case STREAM -> rows.addAll(streamed(text.split("\\|")));
            case STREAM_INTO -> streamInto(text.split("\\|"));
            case REAL_TIME -> rows.addAll(streamedInRealTime(text.split("\\|")));
            default -> throw new IllegalArgumentException(command);
        }
        return rows;
    }

    private List<String> streamed(String[] tableAndExpressions) throws Exception {
        String[] expressions = Arrays.copyOfRange(tableAndExpressions, 1, tableAndExpressions.length);
        spark.readStream()
                .option("startingOffsets", "earliest")
                .option("maxOffsetsPerTrigger", 50)
                .table(tableAndExpressions[0])
                .selectExpr(expressions)
                .writeStream()
                .format("memory")
                .queryName("streamed")
                .trigger(Trigger.AvailableNow())
                .start()
                .awaitTermination();
        return spark.table("streamed").toJSON().collectAsList();
    }

    private void streamInto(String[] tables) throws Exception {
        // as a setting: the method that takes it as an option is another one in Spark 3.5
        spark.conf().set(CHECKPOINT, Files.createTempDirectory("stream-into").toString());
        try {
            spark.readStream()
                    .option("startingOffsets", "earliest")
                    .option("maxOffsetsPerTrigger", 50)
                    .table(tables[0])
                    .writeStream()
                    .trigger(Trigger.AvailableNow())
                    .toTable(tables[1])
                    .awaitTermination();
        } finally {
            spark.conf().unset(CHECKPOINT);
        }
    }

    private List<String> streamedInRealTime(String[] tableAndExpressions) throws Exception {
        String[] expressions = Arrays.copyOfRange(tableAndExpressions, 1, tableAndExpressions.length);
        Trigger trigger =
                (Trigger) Trigger.class.getMethod("RealTime", long.class).invoke(null, REAL_TIME_BATCH_MS);
        spark.conf().set("spark.sql.streaming.realTimeMode.minBatchDuration", String.valueOf(REAL_TIME_BATCH_MS));
        long rows = spark.table(tableAndExpressions[0]).count();
        LineRows.clear();
        StreamingQuery query = spark.readStream()
                .option("startingOffsets", "earliest")
                .table(tableAndExpressions[0])
                .selectExpr("to_json(struct(" + String.join(", ", expressions) + "))")
                .writeStream()
                .outputMode("update")
                .foreach(new LineRows())
                .trigger(trigger)
                .start();
        try {
            while (query.isActive() && LineRows.all().size() < rows) {
                query.awaitTermination(50);
            }
        } finally {
            query.stop();
        }
        return LineRows.all();
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
