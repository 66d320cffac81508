package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the trees of JDBC tools are made of: Spark's server lists the session's catalog only, so views of topics have to be there. */
@ExtendWith({ShopServers.Extension.class, ThriftServer.Extension.class})
final class ThriftViewsIT {
    private final ShopServers servers;
    private final ThriftServer server;

    ThriftViewsIT(ShopServers servers, ThriftServer server) {
        this.servers = servers;
        this.server = server;
    }

    private Connection session() throws SQLException, IOException {
        return server.connect("");
    }

    @Test
    void listsNothingOfACatalogThatIsNotTheSessions() throws Exception {
        try (Connection session = session()) {
            Rows.run(session, "USE kaspar");
            DatabaseMetaData tree = session.getMetaData();

            try (ResultSet catalogs = tree.getCatalogs()) {
                assertThat(Rows.all(catalogs)).isEmpty();
            }
            try (ResultSet tables = tree.getTables("kaspar", "all_topics", "%", null)) {
                assertThat(Rows.all(tables)).isEmpty();
            }
            try (ResultSet columns = tree.getColumns("kaspar", "all_topics", "orders", "%")) {
                assertThat(Rows.all(columns)).isEmpty();
            }
        }
    }

    @Test
    void listsAViewThatWasMadeByHandWithItsColumns() throws Exception {
        try (Connection session = session();
                Connection tool = JdbcDriver.kyuubi().connect(server.url(""))) {
            Rows.run(session, "CREATE DATABASE by_hand");
            Rows.run(
                    session,
                    "CREATE VIEW by_hand.paid COMMENT 'money' AS SELECT *, _partition, _offset FROM kaspar.payments");
            DatabaseMetaData tree = tool.getMetaData();

            try (ResultSet schemas = tree.getSchemas()) {
                assertThat(Rows.columns(schemas, "TABLE_SCHEM")).contains("by_hand", "default");
            }
            try (ResultSet types = tree.getTableTypes()) {
                assertThat(Rows.all(types)).contains("TABLE", "VIEW");
            }
            assertThat(tables(tree, "by_hand")).containsExactly("paid|VIEW|money");
            assertThat(columns(tree, "by_hand", "paid"))
                    .contains(
                            "order_id|BIGINT|",
                            "amount|DECIMAL(12,2)|",
                            "shop_time|TIMESTAMP_NTZ|the clock on the shop's wall",
                            "receipt|BINARY|",
                            "_partition|INT|the partition of the topic",
                            "_offset|BIGINT|the record's place in its partition")
                    .hasSize(16);
            assertPushedDown(tool, "by_hand.paid");
        }
    }

    @Test
    void listsATableOfTheSessionsCatalogWithItsColumns() throws Exception {
        try (Connection session = session()) {
            Rows.run(session, "CREATE DATABASE as_tables");
            Rows.run(
                    session,
                    "CREATE TABLE as_tables.paid USING kaspar OPTIONS (topic 'payments', 'kafka.bootstrap.servers' '"
                            + servers.bootstrapServers() + "', 'schema.registry.url' '" + servers.registryUrl() + "')");
            DatabaseMetaData tree = session.getMetaData();

            assertThat(tables(tree, "as_tables")).singleElement().asString().startsWith("paid|TABLE|");
            assertThat(columns(tree, "as_tables", "paid")).contains("amount|DECIMAL(12,2)|");
            assertThat(Rows.of(session, "SELECT count(*) FROM as_tables.paid")).containsExactly("50000");
        }
    }

    @Test
    void followsTheTopicsWithCreateViews() throws Exception {
        try (Connection session = session();
                Connection tool = session();
                Admin admin = servers.admin()) {
            Rows.run(session, "CREATE DATABASE kafka");
            String createViews = "CALL kaspar.system.create_views('kafka')";
            assertThat(Rows.of(session, createViews)).contains("orders|orders|CREATED|null");
            DatabaseMetaData tree = tool.getMetaData();

            assertThat(tables(tree, "kafka"))
                    .contains(
                            "orders|VIEW|the Kafka topic orders",
                            "payments|VIEW|the Kafka topic payments",
                            "testtopic|VIEW|the Kafka topic testTopic");
            assertThat(columns(tree, "kafka", "orders"))
                    .contains(
                            "order_id|BIGINT|counts up from 1",
                            "price|DECIMAL(10,2)|of one piece, in the order's currency",
                            "tags|ARRAY<STRING>|",
                            "_offset|BIGINT|the record's place in its partition");
            assertThat(Rows.of(tool, "SELECT count(*) FROM kafka.orders"))
                    .containsExactly(Long.toString(ShopServers.ORDERS));
            assertPushedDown(tool, "kafka.orders");

            admin.createTopics(List.of(new NewTopic("late.comer", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            assertThat(Rows.of(session, createViews))
                    .contains("late_comer|late.comer|CREATED|null", "orders|orders|UNCHANGED|null");
            assertThat(tables(tree, "kafka")).contains("late_comer|VIEW|the Kafka topic late.comer");

            admin.deleteTopics(List.of("late.comer")).all().get();
            assertThat(Rows.of(session, createViews)).contains("late_comer|late.comer|DROPPED|null");
            assertThat(tables(tree, "kafka")).noneMatch(table -> table.startsWith("late_comer"));
        }
    }

    /** A condition on hidden columns reads the records that it names, and no others. */
    private static void assertPushedDown(Connection session, String view) throws SQLException {
        String query = "SELECT count(*) FROM " + view + " WHERE _partition = 1 AND _offset < 10";
        assertThat(Rows.of(session, query)).containsExactly("10");
        assertThat(Rows.of(session, "EXPLAIN " + query))
                .singleElement()
                .asString()
                .contains("[1:[0, 10)]");
    }

    private static List<String> tables(DatabaseMetaData tree, String database) throws SQLException {
        try (ResultSet tables = tree.getTables(null, database, "%", null)) {
            return Rows.columns(tables, "TABLE_NAME", "TABLE_TYPE", "REMARKS");
        }
    }

    private static List<String> columns(DatabaseMetaData tree, String database, String table) throws SQLException {
        try (ResultSet columns = tree.getColumns(null, database, table, "%")) {
            return Rows.columns(columns, "COLUMN_NAME", "TYPE_NAME", "REMARKS");
        }
    }
}
