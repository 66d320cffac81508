package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.catalog.Catalog;
import org.apache.spark.sql.catalog.Column;
import org.apache.spark.sql.catalog.Database;
import org.apache.spark.sql.catalog.Table;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every statement that people type at a catalog. */
@ExtendWith(SqlFixtureExtension.class)
class SqlCommandsIT {
    private final SqlFixture fixture;

    SqlCommandsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaspar", "kaspar.default"})
    void showsTopicsAsTables(String where) {
        assertThat(fixture.sql("SHOW TABLES IN " + where).select("tableName").collectAsList())
                .extracting(row -> row.getString(0))
                .contains("orders", "plain", "my.topic", "odd-name", "Mixed", "empty")
                .noneMatch(name -> name.startsWith("__"));
    }

    @Test
    void showsTablesWithoutAskingTheRegistryOfEach() throws Exception {
        fixture.rows("SHOW TABLES IN kaspar"); // the list of subjects is one question for all tables
        int before = fixture.registry().requestCount();

        fixture.rows("SHOW TABLES IN kaspar");
        fixture.rows("SHOW TABLE EXTENDED IN kaspar LIKE 'nothing'");

        assertThat(fixture.registry().requestCount()).isEqualTo(before);
    }

    @Test
    void showsInternalTopicsWhenAskedTo() {
        fixture.cluster().consumer();
        fixture.catalog("internals", Map.of("show-internal-topics", "true"));
        fixture.cluster().createTopic("__share_group_state", 1);

        assertThat(fixture.rows("SHOW TABLES IN internals")).anyMatch(row -> row.contains("__share_group_state"));
        assertThat(fixture.rows("SHOW TABLES IN kaspar")).noneMatch(row -> row.contains("__share_group_state"));
    }

    @Test
    void showsTopicsThatStartAlikeAsANamespace() {
        assertThat(fixture.sql("SHOW TABLES IN kaspar.shop").select("tableName").collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("a", "b");
        assertThatThrownBy(() -> fixture.rows("SHOW TABLES IN kaspar.nowhere")).hasMessageContaining("nowhere");
    }

    @Test
    void showsNamespaces() {
        assertThat(fixture.rows("SHOW NAMESPACES IN kaspar")).containsExactly("all_topics", "system");
        assertThat(fixture.sql("SHOW TABLES IN kaspar")
                        .select("namespace")
                        .distinct()
                        .collectAsList())
                .extracting(row -> row.getString(0))
                .containsExactly("all_topics");
    }

    @Test
    void describesColumnsWithTheirDocumentation() {
        assertThat(fixture.rows("DESCRIBE kaspar.orders"))
                .contains("order_id|bigint|counts up", "quantity|int|null")
                .anyMatch(row -> row.startsWith("address|struct<city:string,zip:string>"));
    }

    @Test
    void describesMore() {
        assertThat(fixture.rows("DESCRIBE EXTENDED kaspar.orders"))
                .anyMatch(row -> row.startsWith("_offset|bigint|"))
                .noneMatch(row -> row.startsWith("Statistics|"))
                .contains("Type|EXTERNAL|")
                .anyMatch(row -> row.contains("value.subject=orders-value"));
    }

    @Test
    void showsColumns() {
        assertThat(fixture.rows("SHOW COLUMNS IN kaspar.orders"))
                .containsExactly("order_id", "customer", "quantity", "price", "address", "tags");
    }

    @Test
    void showsHowATableWouldBeCreated() {
        assertThat(fixture.rows("SHOW CREATE TABLE kaspar.orders").get(0))
                .contains(
                        "CREATE TABLE kaspar.orders (",
                        "order_id BIGINT COMMENT 'counts up'",
                        "USING kaspar",
                        "'partitions' = '3'");
    }

    @Test
    void showsProperties() {
        assertThat(fixture.rows("SHOW TBLPROPERTIES kaspar.orders"))
                .noneMatch(row -> row.startsWith("external|"))
                .contains(
                        "partitions|3",
                        "replicas|1",
                        "cleanup.policy|delete",
                        "message.timestamp.type|CreateTime",
                        "value.subject|orders-value",
                        "value.schema.version|1",
                        "value.schema.id|" + fixture.orderSchemaId(),
                        "key.format|string");
    }

    @Test
    void showsSparksFunctionsWhileItIsUsed() throws Exception {
        fixture.sql("USE kaspar");
        try {
            assertThat(fixture.rows("SHOW FUNCTIONS")).contains("sum", "from_json");
            assertThat(fixture.rows("SHOW USER FUNCTIONS")).isEmpty();
            assertThat(fixture.spark().catalog().listFunctions().count()).isPositive();
            assertThat(fixture.spark().catalog().functionExists("sum")).isTrue();
            assertThat(fixture.spark().catalog().functionExists("nosuch")).isFalse();
            assertThatThrownBy(() -> fixture.sql("SELECT nosuch(value) FROM plain"))
                    .hasMessageContaining("UNRESOLVED_ROUTINE");
        } finally {
            fixture.sql("USE spark_catalog.default");
        }
        assertThat(fixture.rows("SHOW FUNCTIONS IN kaspar.default LIKE 'su*'")).contains("sum");
        assertThatThrownBy(() -> fixture.rows("SHOW FUNCTIONS IN kaspar.nowhere"))
                .hasMessageContaining("nowhere");
    }

    @Test
    void readsTablesWhoseNamesAreComputed() {
        assertThat(fixture.value("SELECT count(*) FROM IDENTIFIER('kaspar.plain')"))
                .isEqualTo(3L);
        assertThat(fixture.value("SELECT count(*) FROM IDENTIFIER('kaspar.default.' || 'plain')"))
                .isEqualTo(3L);
        fixture.catalog("second", Map.of());
        assertThat(fixture.value("SELECT count(*) FROM IDENTIFIER('second.' || 'plain')"))
                .isEqualTo(3L);
        // Spark takes this for a file of the format kaspar
        assertThatThrownBy(() -> fixture.sql("SELECT * FROM IDENTIFIER('kaspar.' || 'plain')"))
                .hasMessageContaining("UNSUPPORTED_DATASOURCE_FOR_DIRECT_QUERY");
        fixture.spark().conf().set("spark.sql.runSQLOnFiles", "false");
        try {
            assertThat(fixture.value("SELECT count(*) FROM IDENTIFIER('kaspar.' || 'plain')"))
                    .isEqualTo(3L);
        } finally {
            fixture.spark().conf().unset("spark.sql.runSQLOnFiles");
        }
    }

    @Test
    void explainsSnapshotRangesAndPlaces() {
        assertThat(fixture.plan("SELECT order_id FROM kaspar.orders WHERE _partition = 1 AND _offset >= 20"))
                .contains("kaspar topic orders")
                .contains("snapshot [1:0-100]")
                .contains("reads 1 of 3 partitions [1:[20, 100)]")
                .contains("pushed [")
                .contains("locality preferred (files known for 1 of 1 on [127.0.0.1])")
                .contains("isolation read_committed")
                .contains("schema orders-value version 1 id " + fixture.orderSchemaId());
    }

    @Test
    void usesTheCatalog() {
        fixture.sql("USE kaspar");
        try {
            assertThat(fixture.rows("SELECT count(*) FROM plain")).containsExactly("3");
            assertThat(fixture.rows("SHOW TABLES")).anyMatch(row -> row.contains("orders"));
            assertThat(fixture.spark().catalog().listTables().collectAsList())
                    .anyMatch(table -> table.name().equals("orders"));
            fixture.sql("USE kaspar.default");
            assertThat(fixture.rows("SELECT count(*) FROM plain")).containsExactly("3");
        } finally {
            fixture.sql("USE spark_catalog.default");
        }
    }

    @Test
    void tellsToolsWhereTheyAre() throws Exception {
        Catalog catalog = fixture.spark().catalog();
        catalog.setCurrentCatalog("kaspar");
        try {
            String current = catalog.currentDatabase();
            assertThat(fixture.value("SELECT current_schema()")).isEqualTo(current);
            assertThat(catalog.listDatabases().collectAsList())
                    .extracting(Database::name)
                    .containsExactly(current, "system");
            assertThat(catalog.databaseExists(current)).isTrue();
            for (Dataset<Table> tables :
                    List.of(catalog.listTables(), catalog.listTables(current), catalog.listTables("kaspar"))) {
                assertThat(tables.collectAsList())
                        .filteredOn(table -> table.name().equals("my.topic"))
                        .singleElement()
                        .satisfies(table -> assertThat(table.namespace()).containsExactly(current))
                        .satisfies(table -> assertThat(table.tableType()).isEqualTo("EXTERNAL"));
            }
            assertThat(fixture.value("SELECT count(*) FROM kaspar." + current + ".plain"))
                    .isEqualTo(3L);
        } finally {
            fixture.sql("USE spark_catalog.default");
        }
    }

    @Test
    void readsOneSnapshotOfATopicByAllItsNames() {
        fixture.cluster().createTopic("named", 1);
        fixture.cluster().producer().send(List.of(TestProducer.text("named", 0, "k", "v")));
        fixture.sql("CREATE TEMPORARY VIEW by_name AS SELECT a.value FROM kaspar.named a JOIN kaspar.default.named b"
                + " USING (value) JOIN kaspar.all_topics.named c USING (value)");
        try {
            assertThat(fixture.rows("SELECT * FROM by_name")).containsExactly("v");
            assertThat(fixture.plan("SELECT * FROM by_name").lines().filter(line -> line.contains("snapshot [0:0-1]")))
                    .hasSizeGreaterThanOrEqualTo(3);
        } finally {
            fixture.sql("DROP VIEW by_name");
        }
    }

    /** Spark keeps what it caches by the name, and asks no catalog whether two names are one table. */
    @Test
    void cachesATableForTheNameThatIsCached() {
        fixture.cluster().createTopic("cached", 1);
        fixture.sql("CACHE TABLE kaspar.cached");
        try {
            assertThat(fixture.plan("SELECT value FROM kaspar.cached")).contains("InMemoryRelation");
            assertThat(fixture.plan("SELECT value FROM kaspar.default.cached")).doesNotContain("InMemoryRelation");
        } finally {
            fixture.sql("UNCACHE TABLE kaspar.cached");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "kaspar.plain, plain",
        "kaspar.all_topics.plain, plain",
        "kaspar.default.plain, plain",
        "kaspar.my.topic, my.topic",
        "kaspar.`my.topic`, my.topic",
        "kaspar.default.my.topic, my.topic",
        "kaspar.default.odd, default.odd",
        "kaspar.`odd-name`, odd-name",
        "kaspar.Mixed, Mixed",
    })
    void findsTopicsByTheirNames(String name, String topic) {
        assertThat(fixture.rows("SELECT DISTINCT _topic FROM " + name)).containsExactly(topic);
    }

    @Test
    void keepsTheCaseOfNames() {
        assertThatThrownBy(() -> fixture.sql("SELECT * FROM kaspar.mixed"))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @ParameterizedTest
    @CsvSource({
        "kaspar.mixed, kaspar.Mixed",
        "kaspar.default.ORDERS, kaspar.orders",
        "kaspar.oders, kaspar.orders",
        "kaspar.odd_name, kaspar.`odd-name`",
        "second.orderS, second.orders",
    })
    void namesTheTopicThatSomebodyMayHaveMeant(String name, String meant) {
        fixture.catalog("second", Map.of());

        assertThatThrownBy(() -> fixture.sql("SELECT * FROM " + name))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND")
                .hasMessageContaining("(did you mean " + meant + "?)");
        assertThatThrownBy(() -> fixture.sql("DESCRIBE " + name)).hasMessageContaining("did you mean " + meant);
        assertThat(fixture.rows("DROP TABLE IF EXISTS " + name)).isEmpty();
    }

    @Test
    void namesTheTopicThatSomebodyMayHaveMeantWhileTheCatalogIsUsed() {
        fixture.sql("USE kaspar");
        try {
            assertThatThrownBy(() -> fixture.sql("SELECT * FROM Plain"))
                    .hasMessageContaining("did you mean kaspar.plain?");
            fixture.sql("CREATE TEMPORARY VIEW Plain AS SELECT 'view' AS v");
            assertThat(fixture.rows("SELECT * FROM Plain")).containsExactly("view");
            assertThat(fixture.spark().catalog().tableExists("oders")).isFalse();
        } finally {
            fixture.sql("DROP VIEW IF EXISTS Plain");
            fixture.sql("USE spark_catalog.default");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaspar.nothing", "kaspar.no.thing", "kaspar.`not a topic!`", "kaspar.`..`"})
    void saysThatThereIsNoSuchTableAndCreatesNone(String name) throws Exception {
        assertThatThrownBy(() -> fixture.sql("SELECT * FROM " + name))
                .isInstanceOf(AnalysisException.class)
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
        assertThat(fixture.cluster().admin().listTopics().names().get()).doesNotContain("nothing", "no.thing");
    }

    @Test
    void listsAllTopicsThoughOnesSchemaCannotBeRead() throws Exception {
        fixture.registry().register("unreadable-value", "JSON", "{\"$ref\":\"gone.json\"}", List.of());
        fixture.cluster().createTopic("unreadable", 1);

        assertThat(fixture.rows("SHOW TABLE EXTENDED IN kaspar LIKE '*r*'"))
                .anyMatch(row -> row.contains("orders") && row.contains("order_id"))
                .anyMatch(row -> row.contains("unreadable") && row.contains("value: binary"));
        assertThat(fixture.spark().catalog().listTables("kaspar.default").collectAsList())
                .anyMatch(table -> table.name().equals("unreadable"));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.unreadable"))
                .hasMessageContaining("gone.json");
    }

    @Test
    void listsNothingWhenTheRegistryDoesNotAnswerAtAll() {
        fixture.catalog(
                "unanswered", Map.of("schema.registry.url", "http://127.0.0.1:1", "schema.registry.max-retries", "0"));

        assertThatThrownBy(() -> fixture.rows("SHOW TABLE EXTENDED IN unanswered LIKE '*'"))
                .hasMessageContaining("127.0.0.1:1");
    }

    @Test
    void refreshesTheSchemaOfATopic() throws Exception {
        fixture.cluster().createTopic("refreshed", SqlFixture.ORDER_PARTITIONS);
        assertThat(fixture.rows("DESCRIBE kaspar.refreshed")).contains("value|string|null");

        fixture.registry().register("refreshed-value", SqlFixture.ORDER.toString());
        fixture.sql("REFRESH TABLE kaspar.refreshed");
        assertThat(fixture.rows("DESCRIBE kaspar.refreshed")).contains("order_id|bigint|counts up");
        fixture.sendOrders("refreshed", 0, 3);
        assertThat(fixture.value("SELECT max(order_id) FROM kaspar.refreshed")).isEqualTo(2L);

        fixture.registry()
                .register("refreshed-value", SqlFixture.ORDER.toString().replace("counts up", "counts further up"));
        fixture.sql("REFRESH TABLE kaspar.default.refreshed");
        assertThat(fixture.rows("DESCRIBE kaspar.refreshed")).contains("order_id|bigint|counts further up");
    }

    @Test
    void readsFieldsWhoseNamesDifferInCaseOnly() {
        int schemaId = fixture.registry().register("cases-value", """
                {"type":"record","name":"R","fields":[
                  {"name":"p","type":{"type":"record","name":"P","fields":[
                    {"name":"id","type":"int"},{"name":"ID","type":"string"}]}},
                  {"name":"b","type":"int"},{"name":"B","type":"int"}]}""");
        fixture.cluster().createTopic("cases", 1);
        // id 1, ID "x", b 2, B 3
        byte[] payload = ByteBuffer.allocate(10)
                .put((byte) 0)
                .putInt(schemaId)
                .put(new byte[] {2, 2, 'x', 4, 6})
                .array();
        fixture.cluster().producer().send(List.of(new ProducerRecord<>("cases", 0, null, payload)));

        assertThat(fixture.rows("SELECT * FROM kaspar.cases")).containsExactly("[1,x]|2|3");
        assertThat(fixture.value("SELECT count(*) FROM kaspar.cases")).isEqualTo(1L);
        assertThat(fixture.value("SELECT max(_offset) FROM kaspar.cases")).isEqualTo(0L);
        assertThatThrownBy(() -> fixture.rows("SELECT b FROM kaspar.cases")).hasMessageContaining("AMBIGUOUS");
        assertThatThrownBy(() -> fixture.rows("SELECT p.id FROM kaspar.cases")).hasMessageContaining("AMBIGUOUS");
        fixture.spark().conf().set("spark.sql.caseSensitive", "true");
        try {
            assertThat(fixture.rows("SELECT B, b, p.id, p.ID, p FROM kaspar.cases WHERE B = 3"))
                    .containsExactly("3|2|1|x|[1,x]");
        } finally {
            fixture.spark().conf().unset("spark.sql.caseSensitive");
        }
    }

    @Test
    void knowsWhichTablesAreThere() throws Exception {
        assertThat(fixture.spark().catalog().tableExists("kaspar.orders")).isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.default.orders"))
                .isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.nothing")).isFalse();
        assertThat(fixture.rows("DROP TABLE IF EXISTS kaspar.nothing")).isEmpty();
        assertThatThrownBy(() -> fixture.rows("DESCRIBE kaspar.nothing"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    void findsATopicThatWasCreatedAfterItWasMissed() {
        assertThatThrownBy(() -> fixture.sql("SELECT * FROM kaspar.late")).isInstanceOf(AnalysisException.class);
        fixture.cluster().createTopic("late", 1);

        assertThat(fixture.rows("SELECT * FROM kaspar.late")).isEmpty();
    }

    @Test
    void refreshesWhatItRemembers() {
        fixture.catalog("slow", Map.of("metadata-ttl", "1h"));
        fixture.cluster().createTopic("growing", 1);
        assertThat(fixture.rows("SHOW TBLPROPERTIES slow.growing ('partitions')"))
                .containsExactly("partitions|1");
        fixture.cluster().admin().createPartitions(Map.of("growing", NewPartitions.increaseTo(2)));

        Waiting.until("the second partition to be seen", () -> {
            fixture.sql("REFRESH TABLE slow.growing");
            return fixture.rows("SHOW TBLPROPERTIES slow.growing ('partitions')")
                    .equals(List.of("partitions|2"));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE kaspar.fresh (id BIGINT)",
                "CREATE TABLE kaspar.fresh AS SELECT 1 AS id",
                "CREATE OR REPLACE TABLE kaspar.orders AS SELECT 1 AS id",
                "DROP TABLE kaspar.orders",
                "DROP TABLE kaspar.orders PURGE",
                "ALTER TABLE kaspar.orders ADD COLUMN more INT",
                "ALTER TABLE kaspar.orders SET TBLPROPERTIES ('a' = 'b')",
                "ALTER TABLE kaspar.orders RENAME TO kaspar.other",
                "CREATE NAMESPACE kaspar.fresh",
                "DROP NAMESPACE kaspar.default",
                "INSERT OVERWRITE kaspar.plain VALUES ('x')",
                "DELETE FROM kaspar.plain WHERE value = 'x'",
                "UPDATE kaspar.plain SET value = 'x'",
                "TRUNCATE TABLE kaspar.plain",
                "SELECT * FROM kaspar.`orders$configs` VERSION AS OF '1'",
                "MERGE INTO kaspar.plain t USING kaspar.orders s ON t.value = s.customer WHEN MATCHED THEN DELETE",
                "CREATE TABLE kaspar.fresh LIKE kaspar.orders",
                "COMMENT ON TABLE kaspar.orders IS 'all'",
            })
    void saysThatOtherStatementsAreNotSupported(String statement) throws Exception {
        assertThatThrownBy(() -> fixture.sql(statement).collect())
                .satisfies(error -> assertThat(error.getMessage())
                        .containsAnyOf(
                                "does not support", "UNSUPPORTED_FEATURE", "no keys of topic plain", "not supported"));
        assertThat(fixture.cluster().admin().listTopics().names().get())
                .contains("orders", "plain")
                .doesNotContain("fresh", "other");
    }

    /** As JDBC tools get it. */
    @Test
    void tellsTheStateOfAnError() {
        fixture.catalog("misspelt_option", Map.of("readlocality", "off"));
        fixture.catalog(
                "unreachable_cluster", Map.of("kafka.bootstrap.servers", "127.0.0.1:1", "request-timeout", "1s"));

        assertThat(stateOf("SELECT * FROM misspelt_option.plain")).isEqualTo("22023");
        assertThat(stateOf("SELECT * FROM unreachable_cluster.plain")).isEqualTo("58030");
        assertThat(stateOf("SELECT * FROM kaspar.nothing")).isEqualTo("42P01");
    }

    private String stateOf(String statement) {
        Throwable error = catchThrowable(() -> fixture.sql(statement));
        assertThat(error).isInstanceOf(SparkThrowable.class);
        return ((SparkThrowable) error).getSqlState();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaspar.fresh", "kaspar.default.fresh"})
    void saysThatDataFramesMakeNoTopics(String table) throws Exception {
        Dataset<Row> rows = fixture.sql("SELECT 'x' AS value");

        for (SaveMode mode : SaveMode.values()) {
            assertThatThrownBy(() -> rows.write().mode(mode).saveAsTable(table))
                    .satisfies(error -> assertThat(error.getMessage())
                            .containsAnyOf("UNSUPPORTED_FEATURE.TABLE_OPERATION", "TABLE_OR_VIEW_NOT_FOUND"));
        }
        assertThatThrownBy(() -> rows.writeTo(table).createOrReplace()).hasMessageContaining("UNSUPPORTED_FEATURE");
        assertThat(fixture.cluster().admin().listTopics().names().get()).doesNotContain("fresh");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kaspar.plain", "kaspar.default.plain"})
    void saysThatDataFramesReplaceNoTopics(String table) {
        Dataset<Row> rows = fixture.sql("SELECT 'x' AS value");

        assertThatThrownBy(() -> rows.write().mode(SaveMode.Overwrite).saveAsTable(table))
                .hasMessageContaining("UNSUPPORTED_FEATURE.TABLE_OPERATION");
        assertThatThrownBy(() -> rows.write().mode(SaveMode.Overwrite).insertInto(table))
                .hasMessageContaining("INSERT INTO adds to them");
        assertThatThrownBy(() -> rows.writeTo(table).overwrite(functions.lit(true)))
                .hasMessageContaining("INSERT INTO adds to them");
        assertThatThrownBy(() -> rows.writeTo(table).overwritePartitions())
                .hasMessageContaining("INSERT INTO adds to them");
        assertThat(fixture.rows("SELECT count(*) FROM " + table)).containsExactly("3");
    }

    @Test
    void answersToolsThatListTables() throws Exception {
        int before = fixture.registry().requestCount();
        List<Table> tables =
                fixture.spark().catalog().listTables("kaspar.default").collectAsList();

        assertThat(tables).extracting(Table::name).contains("orders", "plain", "my.topic");
        assertThat(tables).allMatch(table -> table.tableType().equals("EXTERNAL") && !table.isTemporary());
        assertThat(fixture.registry()
                        .requests()
                        .subList(before, fixture.registry().requestCount()))
                .as("all record types are found in one list of subjects")
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(request -> request.path().equals("/subjects"));
    }

    @Test
    void showsColumnsToOtherToolsAfterAList() throws Exception {
        Catalog catalog = fixture.spark().catalog();
        for (Table table : catalog.listTables("kaspar.shop").collectAsList()) {
            assertThat(catalog.listColumns("kaspar.shop." + table.name()).collectAsList())
                    .extracting(Column::name)
                    .containsExactly("value");
        }
        catalog.listTables("kaspar").collectAsList();
        assertThat(catalog.getTable("kaspar.orders").tableType()).isEqualTo("EXTERNAL");
        assertThat(fixture.rows("DESCRIBE kaspar.orders")).contains("order_id|bigint|counts up");
    }

    @Test
    void listsTopicsWhoseConfiguredSubjectIsMissing() throws Exception {
        fixture.cluster().createTopic("lost.value", 1);
        fixture.cluster().createTopic("lost.key", 1);
        fixture.catalog("lost", Map.of("topic.lost.value.value.subject", "gone", "topic.lost.key.key.subject", "gone"));

        assertThat(fixture.rows("SHOW TABLE EXTENDED IN lost LIKE '*'"))
                .anyMatch(row -> row.contains("orders") && row.contains("order_id"))
                .anyMatch(row -> row.contains("lost.value") && row.contains("no subject gone"))
                .anyMatch(row -> row.contains("lost.key"));
        assertThat(fixture.spark().catalog().listTables("lost.default").collectAsList())
                .extracting(table -> table.name())
                .contains("orders", "lost.value", "lost.key");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM lost.lost.value")).hasMessageContaining("no subject gone");
        assertThatThrownBy(() -> fixture.rows("SELECT _key FROM lost.lost.key"))
                .hasMessageContaining("no subject gone");
    }

    @Test
    void listsAllTopicsThoughTheRegistryFailsAtOnesSubject() throws Exception {
        fixture.cluster().createTopic("failing", 1);
        fixture.registry().plant("/subjects/failing-value/versions/latest", 500, "{\"error_code\":50001}");

        assertThat(fixture.rows("SHOW TABLE EXTENDED IN kaspar LIKE '*r*|fail*'"))
                .anyMatch(row -> row.contains("orders") && row.contains("order_id"))
                .anyMatch(row -> row.contains("failing"));
    }
}
