package io.kaspar.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every line of Spark does with the packaged jar. One session answers all questions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(LineTopicsExtension.class)
abstract class SparkLineContract {
    private static final long ORDERS = LineTopics.ORDERS;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkLine line;
    private final LineTopics topics;
    private @Nullable LineSession started;

    SparkLineContract(SparkLine line, LineTopics topics) {
        this.line = line;
        this.topics = topics;
    }

    @BeforeAll
    void start() throws IOException {
        assumeTrue(
                line.isHere(),
                () -> "the jars of Spark " + line.version()
                        + " are not here; spark-lines/get-distribution fetches them, and needs Python");
        Map<String, String> conf = new HashMap<>();
        String catalog = line.isSince("4.0") ? "KasparCatalog" : "KasparTableCatalog";
        addCatalog(conf, "kaspar", catalog, Map.of());
        addCatalog(conf, "local", catalog, Map.of("read.locality", "required"));
        addCatalog(conf, "far", catalog, Map.of("read.locality", "off"));
        addCatalog(conf, "auto", catalog, Map.of("hosts", "auto"));
        addCatalog(
                conf,
                "changing",
                catalog,
                Map.of(
                        "ddl.enabled", "true",
                        "drop.enabled", "true",
                        "truncate.enabled", "true",
                        "auto.register.schemas", "true",
                        "snapshots.topic", "line-snapshots"));
        addCatalog(conf, "once", catalog, Map.of("delivery", "exactly-once"));
        addCatalog(conf, "atomic", catalog, Map.of("delivery", "exactly-once", "commit", "atomic"));
        addCatalog(conf, "tables", "KasparTableCatalog", Map.of());
        addCatalog(conf, "procedures", "KasparCatalog", Map.of());
        started = LineSession.start(line, conf);
    }

    private void addCatalog(Map<String, String> conf, String name, String type, Map<String, String> settings) {
        String prefix = "spark.sql.catalog." + name;
        conf.put(prefix, "io.kaspar.catalog." + type);
        conf.put(prefix + ".kafka.bootstrap.servers", topics.bootstrapServers());
        conf.put(prefix + ".schema.registry.url", topics.registryUrl());
        conf.put(prefix + ".topic.notes.value.format", "json");
        settings.forEach((option, value) -> conf.put(prefix + "." + option, value));
    }

    @AfterAll
    void stop() throws IOException {
        if (started != null) {
            started.close();
        }
    }

    private LineSession spark() {
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    @Test
    void isTheLineThatItIsCalled() {
        assertThat(spark().text("SELECT version() AS v")).startsWith("{\"v\":\"" + line.version() + ".");
    }

    /** Each line of docs/spark-versions.md against what this Spark does. */
    @ParameterizedTest
    @EnumSource(LineFeature.class)
    void doesWhatThePageSays(LineFeature feature) throws IOException {
        assertThat(feature.works(spark(), topics))
                .isEqualTo(VersionsPage.read().says(feature.inThePage(), line.version()));
    }

    /** The texts that the page quotes. */
    @Test
    void saysWhatItLacksAsThePageQuotesIt() throws IOException {
        if (line.isSince("4.0")) {
            return;
        }
        String page = Files.readString(VersionsPage.PAGE);
        String ofCatalog = "NoClassDefFoundError: org/apache/spark/sql/connector/catalog/ProcedureCatalog";
        String ofTable = "kaspar is not a valid Spark SQL Data Source";
        spark().sql("CREATE TABLE unread USING kaspar OPTIONS " + topics.options("orders"));

        assertThat(page).contains(ofCatalog, ofTable);
        assertThat(spark().error("SHOW TABLES IN procedures")).contains(ofCatalog);
        assertThat(spark().error("SELECT * FROM unread")).contains(ofTable);
        spark().sql("DROP TABLE unread");
    }

    // queries

    @Test
    void decodesEveryType() {
        assertThat(spark().sql("SELECT * FROM kaspar.orders WHERE order_id = 7"))
                .containsExactly(
                        "{\"order_id\":7,\"customer\":\"customer0\",\"quantity\":3,\"weight\":3.5,\"price\":7.25,"
                                + "\"paid\":false,\"status\":\"SENT\",\"ordered_at\":\"2026-01-01T00:00:07.000Z\","
                                + "\"day\":\"2026-01-08\",\"address\":{\"city\":\"city2\",\"lines\":[\"a7\",\"b\"]},"
                                + "\"tags\":{\"t\":7},\"signature\":\"BwE=\"}");
    }

    @Test
    void streamsWhatABatchReads() {
        List<String> batch = spark().sql("SELECT order_id, customer, price, tags FROM kaspar.orders");

        assertThat(spark().ask(LineMain.STREAM, "kaspar.orders|order_id|customer|price|tags"))
                .hasSize(Math.toIntExact(ORDERS))
                .containsExactlyInAnyOrderElementsOf(batch);
        if (line.isSince("4.0")) {
            assertThat(spark().ask(
                                    LineMain.STREAM,
                                    "far.orders|_offset|order_id|_partition|_topic|CAST(_key AS STRING) AS k"))
                    .containsExactlyInAnyOrderElementsOf(
                            spark().sql(
                                            "SELECT _offset, order_id, _partition, _topic, CAST(_key AS STRING) AS k FROM far.orders"));
        }
    }

    @Test
    void streamsInRealTime() {
        if (line.isSince("4.1")) {
            assertThat(spark().ask(LineMain.REAL_TIME, "kaspar.orders|order_id|customer|price|tags|_offset"))
                    .containsExactlyInAnyOrderElementsOf(
                            spark().sql("SELECT order_id, customer, price, tags, _offset FROM kaspar.orders"));
        }
    }

    @Test
    void takesPartsOfVariants() {
        if (line.isSince("4.0")) {
            assertThat(spark().sql("SELECT " + LineTopics.NOTE_PARTS + " ORDER BY _offset"))
                    .containsExactly(
                            "{\"n\":1,\"tag\":\"b\",\"_offset\":0,\"key\":\"k0\",\"_partition\":0,\"headers\":0,\"has_n\":true,\"_topic\":\"notes\"}",
                            "{\"n\":3,\"_offset\":2,\"key\":\"k2\",\"_partition\":0,\"headers\":0,\"has_n\":true,\"_topic\":\"notes\"}");
        } else {
            assertThat(spark().sql("SELECT get_json_object(value, '$.n') AS n FROM kaspar.notes WHERE _offset = 2"))
                    .containsExactly("{\"n\":\"3\"}");
        }
    }

    /** Lines ask for parts in ways of their own: with hidden columns in any order, above and below of other things. */
    @Test
    void partsOfVariantsAreThoseOfWholeOnes() {
        if (!line.isSince("4.1")) {
            return;
        }
        String parts = "try_variant_get(value, '$.n', 'int') AS n, value:kind::string AS kind, value IS NULL AS gone";
        String counted =
                "SELECT try_variant_get(value, '$.n', 'int') AS n, value:kind::string AS kind, _offset FROM kaspar.notes";
        for (String query : List.of(
                "SELECT " + parts + " FROM kaspar.notes",
                "SELECT _offset, " + parts + ", _key, _topic FROM kaspar.notes WHERE _offset > 0",
                "SELECT _error, _record_type, " + parts
                        + ", hex(_value) AS bytes FROM kaspar.notes WHERE value IS NOT NULL",
                "SELECT kind FROM (" + counted + ") WHERE n > 0 ORDER BY _offset LIMIT 2",
                "SELECT sum(try_variant_get(value, '$.n', 'double')) AS s, value:kind::string AS kind FROM kaspar.notes GROUP BY 2",
                "SELECT a.n, b.kind, b._offset FROM (" + counted + ") a JOIN (" + counted + ") b ON a.n = b.n",
                "SELECT n, row_number() OVER (ORDER BY n, _offset) AS r FROM (" + counted + ")",
                "SELECT value:kind::string AS kind FROM kaspar.notes ORDER BY try_variant_get(value, '$.n', 'int'), _offset",
                "SELECT value, value:n::string AS n FROM kaspar.notes",
                "SELECT count(*) AS c FROM kaspar.notes WHERE value IS NOT NULL",
                "SELECT n FROM (" + counted + ") UNION ALL SELECT _offset FROM kaspar.notes")) {
            List<String> taken = spark().sql(query);
            spark().sql("SET spark.sql.variant.pushVariantIntoScan=false");
            List<String> whole = spark().sql(query);
            spark().sql("RESET spark.sql.variant.pushVariantIntoScan");
            assertThat(taken).as(query).isNotEmpty().containsExactlyInAnyOrderElementsOf(whole);
        }
    }

    /** A cast fails only for rows that the query comes to. */
    @Test
    void castsOfPartsFailLate() {
        if (!line.isSince("4.1")) {
            return;
        }
        String from = " FROM kaspar.notes WHERE variant_get(value, '$.kind', 'string') ";
        assertThat(spark().sql("SELECT variant_get(value, '$.n', 'int') AS n" + from + "= 'n'"))
                .hasSize(2);
        assertThat(spark().error("SELECT variant_get(value, '$.n', 'int') AS n" + from + "<> 'n'"))
                .contains("INVALID_VARIANT_CAST");
    }

    /** Spark 4.3 takes them out of aggregates first. */
    @Test
    void takesPartsBelowAggregatesWhereSparkAsksForThem() {
        if (!line.isSince("4.1")) {
            return;
        }
        String sum =
                "SELECT sum(variant_get(value, '$.n', 'double')) AS s, variant_get(value, '$.kind', 'string') AS kind"
                        + " FROM kaspar.notes WHERE _offset <> 1 GROUP BY 2";
        assertThat(spark().sql(sum)).containsExactly("{\"s\":4.0,\"kind\":\"n\"}");
        assertThat(spark().text("EXPLAIN EXTENDED " + sum).contains("takes [$")).isEqualTo(line.isSince("4.3"));
    }

    @Test
    void addsUpJoinsAndSorts() {
        assertThat(spark().sql("SELECT status, count(*) AS n, sum(price) AS p, max(weight) AS w FROM kaspar.orders"
                        + " GROUP BY status ORDER BY status"))
                .containsExactly(
                        "{\"status\":\"NEW\",\"n\":40,\"p\":2350.00,\"w\":58.5}",
                        "{\"status\":\"SENT\",\"n\":80,\"p\":4820.00,\"w\":59.5}");
        assertThat(spark().sql("SELECT count(*) AS n, sum(length(a.customer)) AS l FROM kaspar.orders a"
                        + " JOIN kaspar.orders b ON a.order_id = b.order_id + 1"))
                .containsExactly("{\"n\":119,\"l\":972}");
        assertThat(spark().sql("SELECT address.city, tags['t'] AS t, rank() OVER (PARTITION BY address.city ORDER BY"
                        + " order_id DESC) AS r FROM kaspar.orders ORDER BY r, city LIMIT 2"))
                .containsExactly("{\"city\":\"city0\",\"t\":115,\"r\":1}", "{\"city\":\"city1\",\"t\":116,\"r\":1}");
        assertThat(
                        spark().sql(
                                        "SELECT hex(signature) AS s, binary_length FROM (SELECT signature,"
                                                + " length(signature) AS binary_length FROM kaspar.orders WHERE order_id IN (1, 2)) ORDER BY s"))
                .containsExactly("{\"s\":\"0101\",\"binary_length\":2}", "{\"s\":\"0201\",\"binary_length\":2}");
    }

    @Test
    void hasHiddenColumns() {
        assertThat(spark().sql("SELECT _partition, _offset, _timestamp, CAST(_key AS STRING) AS k, size(_headers) AS h"
                        + " FROM kaspar.orders WHERE order_id = 7"))
                .containsExactly("{\"_partition\":1,\"_offset\":2,\"_timestamp\":\"2026-01-01T00:00:07.000Z\","
                        + "\"k\":\"c0\",\"h\":0}");
    }

    /** Conditions are checked behind it: no older order comes back. */
    @Test
    void hasTheLastRecordOfEachKey() {
        assertThat(
                        spark().sql(
                                        "SELECT count(*) AS n, min(order_id) AS a, sum(order_id) AS s FROM kaspar.`orders$latest`"))
                .containsExactly("{\"n\":21,\"a\":99,\"s\":2289}");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.`orders$latest` WHERE _offset < 30"))
                .containsExactly("{\"n\":0}");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.`orders$latest`"))
                .containsExactly("{\"n\":21}");
    }

    @Test
    void readsSchemasWhoseNamesAndDefaultsAvroWouldRefuse() {
        assertThat(spark().sql("SELECT * FROM kaspar.items")).containsExactly("{\"price\":5,\"left-over\":3}");
    }

    @Test
    void convertsUnitsThatAvroMayNotKnow() {
        assertThat(spark().sql("SELECT unix_micros(at) AS m FROM kaspar.moments"))
                .containsExactly("{\"m\":-1}");
    }

    @Test
    void unpacksEveryCodecFromFilesAndBrokers() {
        for (String catalog : List.of("local", "far")) {
            for (String codec : LineTopics.CODECS) {
                assertThat(spark().sql("SELECT count(*) AS n, max(value) AS m FROM " + catalog + ".packed_" + codec))
                        .as(codec + " in catalog " + catalog)
                        .containsExactly("{\"n\":120,\"m\":\"text 99\"}");
            }
        }
    }

    @Test
    void keepsToTheWayThatACatalogReads() {
        assertThat(spark().sql("SELECT count(price) AS n FROM local.orders")).containsExactly("{\"n\":120}");
        assertThat(spark().sql("SELECT count(price) AS n FROM far.orders")).containsExactly("{\"n\":120}");
        assertThat(spark().text("EXPLAIN SELECT price FROM kaspar.orders"))
                .contains("locality preferred (files known for 3 of 3 on [");
    }

    @Test
    void asksExecutorsForTheDisksThatTheyHave() throws IOException {
        assertThat(spark().sql("SELECT count(price) AS n FROM auto.orders")).containsExactly("{\"n\":120}");

        assertThat(spark().log()).doesNotContain("Not all executors could be asked");
        Waiting.until(
                "the job that asks",
                () -> spark().events().stream()
                        .anyMatch(event -> event.contains("SparkListenerJobStart")
                                && event.contains("which brokers' directories do the executors have?")));
    }

    // push-down

    @Test
    void pushesConditionsDown() {
        assertThat(spark().text("EXPLAIN SELECT price FROM kaspar.orders WHERE _partition = 1 AND _offset < 10"))
                .contains("reads 1 of 3 partitions [1:[0, 10)]", "pushed [_partition = 1, _offset < 10]")
                .doesNotContain("Filter (");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.orders WHERE _partition = 1 AND _offset < 10"))
                .containsExactly("{\"n\":10}");
        assertThat(spark().sql("SELECT min(order_id) AS low, count(*) AS n FROM kaspar.orders"
                        + " WHERE _timestamp >= TIMESTAMP '2026-01-01 00:01:30'"))
                .containsExactly("{\"low\":90,\"n\":30}");
    }

    @Test
    void stopsAtALimit() {
        assertThat(spark().sql("SELECT order_id FROM kaspar.orders LIMIT 4")).hasSize(4);
        assertThat(spark().text("EXPLAIN SELECT order_id FROM kaspar.orders LIMIT 4"))
                .contains("at most 4 rows a task");
    }

    @Test
    void takesOptionsPerQuery() {
        assertThat(spark().ask(LineMain.COUNT_FROM_LATEST, "kaspar.orders")).containsExactly("0");
    }

    // snapshots

    @Test
    void aHeldTableSeesWhatCameSince() {
        String topic = "held_" + line.name();
        topics.appendText(topic, 0, 2);
        spark().ask(LineMain.HOLD, "SELECT * FROM kaspar.`" + topic + "`");
        assertThat(spark().ask(LineMain.COUNT_HELD, "")).containsExactly("2");

        topics.appendText(topic, 2, 3);

        assertThat(spark().ask(LineMain.COUNT_HELD, "")).containsExactly("5");
    }

    @Test
    void aCachedTableStaysUntilItIsRefreshed() {
        String topic = "cached_" + line.name();
        topics.appendText(topic, 0, 2);
        String count = "SELECT count(*) AS n FROM kaspar.`" + topic + "`";
        spark().sql("CACHE TABLE kaspar.`" + topic + "`");

        topics.appendText(topic, 2, 3);
        assertThat(spark().sql(count)).containsExactly("{\"n\":2}");

        spark().sql("REFRESH TABLE kaspar.`" + topic + "`");
        assertThat(spark().sql(count)).containsExactly("{\"n\":5}");
    }

    @Test
    void readsFormerStates() {
        String topic = "former_" + line.name();
        topics.appendText(topic, 0, 2);
        String snapshot = spark().sql("SELECT kaspar.system.snapshot('" + topic + "') AS s")
                .get(0)
                .replaceAll("^\\{\"s\":\"|\"}$", "");
        assertThat(snapshot).matches("[A-Za-z0-9_-]{22}/.*0-2@0.*");
        String count = "SELECT count(*) AS n, max(_offset) AS last FROM kaspar.`" + topic + "` ";
        spark().sql("CACHE TABLE kaspar.`" + topic + "`");

        topics.appendText(topic, 2, 3);

        assertThat(spark().sql(count + "VERSION AS OF '" + snapshot + "'")).containsExactly("{\"n\":2,\"last\":1}");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.`" + topic + "` TIMESTAMP AS OF '2000-01-01'"))
                .containsExactly("{\"n\":0}");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.`" + topic + "` TIMESTAMP AS OF '2100-01-01'"))
                .containsExactly("{\"n\":5}");
        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.default.orders TIMESTAMP AS OF timestamp_millis("
                        + (LineTopics.START_MS + 29_000) + ")"))
                .containsExactly("{\"n\":30}");
        assertThat(spark().error("SELECT * FROM kaspar.orders VERSION AS OF '" + snapshot + "'"))
                .contains("the snapshot is of the topic with the id");
    }

    // names

    @Test
    void listsAndDescribes() {
        assertThat(spark().text("SHOW TABLES IN kaspar"))
                .contains("\"tableName\":\"orders\"", "\"tableName\":\"items\"");
        assertThat(spark().sql("SHOW NAMESPACES IN kaspar"))
                .containsExactly("{\"namespace\":\"all_topics\"}", "{\"namespace\":\"system\"}");
        assertThat(spark().sql("SELECT partition FROM kaspar.`orders$partitions` WHERE partition = 0"))
                .containsExactly("{\"partition\":0}");
        assertThat(spark().text("SHOW PARTITIONS kaspar.orders")).contains("_partition=0");
        assertThat(spark().text("DESCRIBE kaspar.orders"))
                .contains("\"col_name\":\"order_id\"", "\"comment\":\"counts up\"");
        assertThat(spark().text("DESCRIBE EXTENDED kaspar.default.orders")).contains("EXTERNAL");
        assertThat(spark().text("SHOW CREATE TABLE kaspar.orders")).contains("order_id BIGINT");
        assertThat(spark().text("SHOW TBLPROPERTIES kaspar.orders")).contains("topic.id");
        for (String namespace : List.of("kaspar", "kaspar.default")) {
            assertThat(spark().ask(LineMain.LIST_TABLES, namespace).toString())
                    .contains("\"name\":\"orders\"", "\"tableType\":\"EXTERNAL\"");
        }
        assertThat(spark().error("SELECT * FROM kaspar.Orders")).contains("did you mean kaspar.orders?");
        assertThat(spark().text("SHOW FUNCTIONS IN kaspar.default LIKE 'su*'")).contains("sum");
    }

    @Test
    void makesViewsOfTopics() {
        if (!line.isSince("4.0")) {
            return;
        }
        spark().sql("CREATE DATABASE views");
        String call = "CALL kaspar.system.create_views('views', 'orders|items')";

        assertThat(spark().sql(call))
                .containsExactly(
                        "{\"view\":\"items\",\"topic\":\"items\",\"action\":\"CREATED\"}",
                        "{\"view\":\"orders\",\"topic\":\"orders\",\"action\":\"CREATED\"}");
        assertThat(spark().text("DESCRIBE views.orders"))
                .contains("\"comment\":\"counts up\"", "\"col_name\":\"_offset\"");
        assertThat(spark().text("EXPLAIN SELECT price FROM views.orders WHERE _partition = 1 AND _offset < 10"))
                .contains("reads 1 of 3 partitions [1:[0, 10)]");
        assertThat(spark().sql("SELECT sum(quantity) AS q FROM views.orders")).containsExactly("{\"q\":180}");
        assertThat(spark().sql(call)).allMatch(row -> row.contains("UNCHANGED"));
        spark().sql("CREATE VIEW views.far_orders AS SELECT 1 AS a");
        assertThat(spark().text(call.replace("'orders|items'", "'orders', prefix => 'far_'")))
                .contains("SKIPPED", "that create_views did not make");
    }

    // errors

    @Test
    void saysWhatIsWrong() {
        assertThat(spark().error("SELECT * FROM kaspar.nosuch")).contains("[TABLE_OR_VIEW_NOT_FOUND]", "nosuch");
        assertThat(spark().error("SELECT * FROM kaspar.default.nosuch")).contains("[TABLE_OR_VIEW_NOT_FOUND]");
        assertThat(spark().error("SELECT nosuch FROM kaspar.orders")).contains("[UNRESOLVED_COLUMN");
        assertThat(spark().error("DROP TABLE kaspar.orders"))
                .contains("[UNSUPPORTED_FEATURE.TABLE_OPERATION]", "DROP TABLE");
        assertThat(spark().error("CREATE TABLE kaspar.made (a INT)"))
                .contains("[UNSUPPORTED_FEATURE.TABLE_OPERATION]", "CREATE TABLE");
        assertThat(spark().error("CREATE NAMESPACE kaspar.made"))
                .contains("[UNSUPPORTED_FEATURE.CATALOG_OPERATION]", "CREATE NAMESPACE");
        assertThat(spark().error("INSERT OVERWRITE kaspar.items SELECT * FROM kaspar.items"))
                .contains("INSERT INTO adds to them");
        assertThat(spark().error("SELECT * FROM kaspar.`orders$configs` VERSION AS OF 1"))
                .contains("[UNSUPPORTED_FEATURE.TIME_TRAVEL]");
        assertThat(spark().error("SELECT * FROM kaspar.system.brokers TIMESTAMP AS OF '2026-01-01'"))
                .contains("[UNSUPPORTED_FEATURE.TIME_TRAVEL]");
    }

    // writing

    @Test
    void writesRows() {
        String name = "'" + line.name() + "'";
        spark().sql("INSERT INTO kaspar.written VALUES (" + name + "), (" + name + ")");
        spark().sql("INSERT INTO kaspar.`written$raw` SELECT CAST(" + name + " AS BINARY),"
                + " CAST(concat(" + name + ", order_id) AS BINARY), NULL, 1, NULL, NULL, NULL,"
                + " array(named_struct('key', 'h', 'value', X'01')) FROM kaspar.orders WHERE order_id < 3");

        assertThat(spark().sql("SELECT count(*) AS n FROM kaspar.written WHERE value = " + name))
                .containsExactly("{\"n\":2}");
        assertThat(spark().sql("SELECT count(*) AS n, sum(size(_headers)) AS h FROM kaspar.written WHERE _key = "
                        + name))
                .containsExactly("{\"n\":3,\"h\":3}");
        assertThat(spark().error("INSERT INTO kaspar.written VALUES (array(1))"))
                .contains("CANNOT_SAFELY_CAST");
    }

    /** Where Spark laid a row to another task than its partition's, that task refuses it. */
    @Test
    void sendsRowsThatAreSeenAtOnceFromTheTasksOfTheirPartitions() {
        String topic = "at_once_by_" + line.name().toLowerCase(java.util.Locale.ROOT);
        spark().sql("CREATE TABLE changing." + topic + " (value STRING) TBLPROPERTIES (partitions = 5)");
        for (String place : List.of("CAST(NULL AS INT)", "CAST(order_id % 5 AS INT)")) {
            String insert = "INSERT INTO atomic.`" + topic + "$raw` SELECT CAST(CAST(order_id AS STRING) AS BINARY),"
                    + " CAST(CAST(order_id AS STRING) AS BINARY), '" + topic + "', " + place
                    + ", CAST(0 AS BIGINT), CAST(NULL AS TIMESTAMP), 0, NULL FROM kaspar.orders";
            assertThat(spark().text("EXPLAIN EXTENDED " + insert)).contains("kaspar_sender");
            spark().sql(insert);
        }
        assertThat(spark().sql("SELECT count(*) AS n, CAST(sum(value) / 2 AS BIGINT) AS s FROM changing." + topic))
                .isEqualTo(spark().sql("SELECT 2 * count(*) AS n, sum(order_id) AS s FROM kaspar.orders"));
        spark().sql("DROP TABLE changing." + topic);
    }

    @Test
    void writesRowsOnceInTransactions() {
        String topic = "changing.once_by_" + line.name().toLowerCase(java.util.Locale.ROOT);
        String copy = topic + "_copy";
        for (String made : List.of(topic, copy)) {
            spark().sql("CREATE TABLE " + made + " (value STRING) TBLPROPERTIES (partitions = 2)");
        }
        String rows = " SELECT /*+ REPARTITION(2) */ CAST(order_id AS STRING) AS value FROM kaspar.orders";
        spark().sql("INSERT INTO " + topic.replace("changing.", "once.") + rows);
        spark().sql("INSERT INTO " + topic.replace("changing.", "atomic.") + rows);
        spark().ask(LineMain.STREAM_INTO, topic + "|" + copy.replace("changing.", "once."));

        List<String> expected = spark().sql("SELECT 2 * count(*) AS n, sum(order_id) AS s FROM kaspar.orders");
        for (String written : List.of(topic, copy)) {
            assertThat(spark().sql("SELECT count(*) AS n, CAST(sum(value) / 2 AS BIGINT) AS s FROM " + written))
                    .isEqualTo(expected);
        }
        spark().sql("DROP TABLE " + topic);
        spark().sql("DROP TABLE " + copy);
    }

    @Test
    void changesTopics() {
        String topic = "changing.made_by_" + line.name().toLowerCase(java.util.Locale.ROOT);
        spark().sql("CREATE TABLE " + topic + " (id BIGINT NOT NULL, name STRING) TBLPROPERTIES (partitions = 1)");
        spark().sql("INSERT INTO " + topic + " VALUES (1, 'a')");
        spark().sql("INSERT INTO " + topic + " VALUES (2, 'b')");
        spark().sql("INSERT INTO " + topic + " SELECT 3L AS id, 'c' AS name, 1.5D AS registered");
        spark().sql("ALTER TABLE " + topic + " ADD COLUMN added INT");
        spark().sql("INSERT INTO " + topic + " SELECT 4L AS id, 'd' AS name, 2.5D AS registered, 7 AS added");
        spark().sql("DELETE FROM " + topic + " WHERE _partition = 0 AND _offset < 1");

        assertThat(spark().sql("SELECT * FROM " + topic + " ORDER BY id"))
                .containsExactly(
                        "{\"id\":2,\"name\":\"b\"}",
                        "{\"id\":3,\"name\":\"c\",\"registered\":1.5}",
                        "{\"id\":4,\"name\":\"d\",\"registered\":2.5,\"added\":7}");
        spark().sql("TRUNCATE TABLE " + topic);
        assertThat(spark().sql("SELECT * FROM " + topic)).isEmpty();
        assertThat(spark().error("CREATE TABLE " + topic + "_2 AS SELECT CAST(raise_error('no row') AS INT) AS id"
                        + " FROM kaspar.orders"))
                .contains("no row");
        assertThat(spark().error("SELECT * FROM " + topic + "_2")).contains("TABLE_OR_VIEW_NOT_FOUND");
        assertThat(spark().error("CREATE OR REPLACE TABLE " + topic + " AS SELECT 1 AS id"))
                .contains("DROP TABLE and CREATE TABLE say so");
        spark().sql("DROP TABLE " + topic);
    }

    // the provider

    @Test
    void readsWithoutACatalog() {
        spark().sql("CREATE TEMPORARY VIEW viewed USING kaspar OPTIONS " + topics.options("orders"));

        assertThat(spark().sql("SELECT sum(quantity) AS q FROM viewed")).containsExactly("{\"q\":180}");
        assertThat(spark().ask(LineMain.LOAD, topics.bootstrapServers() + "/items"))
                .containsExactly("[_partition, _offset]", "1");
        assertThat(spark().error("CREATE TEMPORARY VIEW wrong USING kaspar OPTIONS " + topics.options("nosuch")))
                .contains("there is no topic nosuch");
        assertThat(spark().error("CREATE TEMPORARY VIEW wrong USING kaspar OPTIONS (startingofset 'latest')"))
                .contains("did you mean startingOffsets?");
    }

    // metrics

    @Test
    void countsWhatItReads() throws IOException {
        String description = "counted in " + line.name();
        spark().ask(LineMain.DESCRIBE_JOBS, description);
        spark().sql("SELECT sum(price) AS p FROM local.orders");
        spark().ask(LineMain.DESCRIBE_JOBS, "others");

        Waiting.until("the events of its tasks", () -> sum(description, "records read locally") == ORDERS);
        assertThat(sum(description, "records read over the network")).isZero();
        assertThat(inputBytes(description)).isPositive();
        assertThat(spark().log()).doesNotContain("Unable to load custom metric");
    }

    private long sum(String description, String metric) throws IOException {
        long sum = 0;
        for (JsonNode task : tasks(description)) {
            for (JsonNode value : task.path("Task Info").path("Accumulables")) {
                if (value.path("Name").asText().equals(metric)) {
                    sum += value.path("Update").asLong();
                }
            }
        }
        return sum;
    }

    private long inputBytes(String description) throws IOException {
        return tasks(description).stream()
                .mapToLong(task -> task.path("Task Metrics")
                        .path("Input Metrics")
                        .path("Bytes Read")
                        .asLong())
                .sum();
    }

    /** The ends of the tasks of the jobs that were called so. */
    private List<JsonNode> tasks(String description) throws IOException {
        Set<Integer> stages = new HashSet<>();
        List<JsonNode> tasks = new ArrayList<>();
        for (String text : spark().events()) {
            JsonNode event = JSON.readTree(text);
            String kind = event.path("Event").asText();
            if (kind.equals("SparkListenerJobStart")
                    && event.path("Properties")
                            .path("spark.job.description")
                            .asText()
                            .equals(description)) {
                event.path("Stage IDs").forEach(stage -> stages.add(stage.asInt()));
            }
            if (kind.equals("SparkListenerTaskEnd")
                    && stages.contains(event.path("Stage ID").asInt())) {
                tasks.add(event);
            }
        }
        return tasks;
    }
}
