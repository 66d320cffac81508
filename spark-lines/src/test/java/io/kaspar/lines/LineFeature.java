package io.kaspar.lines;

import java.util.function.BiPredicate;

/** What some lines of Spark have and others have not, as docs/spark-versions.md calls it, and a question that tells. */
enum LineFeature {
    TABLE_CATALOG("the catalog `io.kaspar.catalog.KasparTableCatalog`", "SHOW TABLES IN tables"),
    FULL_CATALOG("the catalog `io.kaspar.catalog.KasparCatalog`", "SHOW TABLES IN procedures"),
    CALL("`CALL kaspar.system.check_locality()`", "CALL kaspar.system.check_locality()"),
    CREATE_VIEWS(
            "`CALL kaspar.system.create_views('db')`",
            "CALL kaspar.system.create_views('default', 'items', prefix => 'asked_')"),
    VERIFY_PARTITIONER(
            "`CALL kaspar.system.verify_partitioner('t')`", "CALL kaspar.system.verify_partitioner('orders')"),
    AS_OF(
            "`FROM kaspar.orders TIMESTAMP AS OF '…'`, and `VERSION AS OF`",
            "SELECT price FROM kaspar.orders TIMESTAMP AS OF '2026-01-01 00:00:30'"),
    SNAPSHOT("`SELECT kaspar.system.snapshot('orders')`", "SELECT kaspar.system.snapshot('orders')"),
    SAVE_SNAPSHOT(
            "`CALL kaspar.system.save_snapshot('orders', 'name')`",
            "CALL changing.system.save_snapshot('orders', 'asked', replace => true)"),
    RECOVER_WRITES("`CALL kaspar.system.recover_writes()`", "CALL kaspar.system.recover_writes()"),
    SHOW_PROCEDURES("`SHOW PROCEDURES IN kaspar.system`", "SHOW PROCEDURES IN kaspar.system"),
    OPTIONS_IN_SQL(
            "`FROM kaspar.orders WITH (option = value)`",
            "SELECT price FROM kaspar.orders WITH (`read.locality` = 'off')"),
    HIDDEN_COLUMNS("hidden columns in batch queries", "SELECT _offset, _headers FROM kaspar.orders"),
    STREAMS(
            "`spark.readStream.table(\"kaspar.orders\")`",
            (spark, topics) -> spark.canStream("kaspar.orders", "price")),
    HIDDEN_IN_STREAMS(
            "hidden columns in streams", (spark, topics) -> spark.canStream("kaspar.orders", "_offset", "price")),
    SOME_COLUMNS(
            "`INSERT INTO t (a, b) …` with the other columns null",
            "INSERT INTO kaspar.`written$raw` (key, value) VALUES (X'00', X'00')"),
    DEFAULTS(
            "`INSERT INTO t (a, b) …` with the schema's defaults in the other columns",
            "INSERT INTO kaspar.defaulted (id) VALUES (1)"),
    DELETE_BY_OFFSET(
            "`DELETE FROM t WHERE _offset < 100`",
            "DELETE FROM changing.deleted_from WHERE _partition = 0 AND _offset < 1"),
    LIKE(
            "`CREATE TABLE t LIKE …`",
            (spark, topics) -> spark.can("CREATE TABLE changing.alike LIKE kaspar.defaulted")
                    && spark.can("DROP TABLE changing.alike")),
    OPTIONS_OF_INSERT(
            "`INSERT INTO t WITH (option = value) …`",
            "INSERT INTO kaspar.written WITH (partitioner = 'crc32') SELECT 'w'"),
    REAL_TIME(
            "streams in real-time mode (`Trigger.RealTime`)",
            (spark, topics) -> spark.canStreamInRealTime("kaspar.orders", "price")),
    FORWARD_REFERENCES(
            "Avro schemas that name a type before they define it", "SELECT c.x FROM kaspar.forward WHERE c.x = 5"),
    DEFINED_TWICE(
            "Avro schemas with a type that two of their references define alike",
            "SELECT r.m.cents FROM kaspar.twice WHERE r.m.cents = 2"),
    PARSE_JSON("`parse_json(…)` and the type VARIANT", "SELECT parse_json('{}') AS v FROM kaspar.orders"),
    VARIANT_PARTS(
            "parts of variants read without the rest (`takes` in `EXPLAIN`)",
            (spark, topics) -> spark.can("SELECT parse_json('1')")
                    && spark.text("EXPLAIN EXTENDED SELECT " + LineTopics.NOTE_PARTS)
                            .contains("takes [$.n as int")),
    PIPES("SQL pipes: `FROM kaspar.orders |> …`", "FROM kaspar.orders |> SELECT price |> LIMIT 1"),
    STORED_TABLES("`CREATE TABLE … USING kaspar` in the session's catalog, and queries of it", (spark, topics) -> {
        boolean works = spark.can("CREATE TABLE stored USING kaspar OPTIONS " + topics.options("orders"))
                && spark.can("SELECT count(price) FROM stored");
        return spark.can("DROP TABLE stored") && works;
    }),
    ANSI(
            "ANSI mode unless it is switched off: a cast that fails is an error",
            (spark, topics) -> !spark.can("SELECT CAST(customer AS INT) FROM kaspar.orders"));

    private final String inThePage;
    private final BiPredicate<LineSession, LineTopics> question;

    LineFeature(String inThePage, String statement) {
        this(inThePage, (spark, topics) -> spark.can(statement));
    }

    LineFeature(String inThePage, BiPredicate<LineSession, LineTopics> question) {
        this.inThePage = inThePage;
        this.question = question;
    }

    String inThePage() {
        return inThePage;
    }

    boolean works(LineSession spark, LineTopics topics) {
        return question.test(spark, topics);
    }
}
