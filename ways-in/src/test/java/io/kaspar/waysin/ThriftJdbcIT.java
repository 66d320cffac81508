package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spark's Thrift server through JDBC: what a driver asks, and what it gets. */
@ExtendWith({ShopServers.Extension.class, ThriftServer.Extension.class})
final class ThriftJdbcIT {
    private static final int FETCH_SIZE = 10_000;
    private static final long ANSWER_TIMEOUT_S = 120;

    private final ShopServers servers;
    private final ThriftServer server;

    ThriftJdbcIT(ShopServers servers, ThriftServer server) {
        this.servers = servers;
        this.server = server;
    }

    private Connection session() throws SQLException, IOException {
        return server.connect("");
    }

    @Test
    void givesEachTypeOfTheSamplesAsAJavaObject() throws Exception {
        try (Connection session = session()) {
            assertThat(types(session, "SELECT * FROM kaspar.payments"))
                    .containsExactly(
                            "order_id bigint",
                            "amount decimal",
                            "currency string",
                            "method string",
                            "authorized_at timestamp",
                            "settled_at timestamp",
                            "shop_time timestamp",
                            "booked_on date",
                            "cutoff int",
                            "took bigint",
                            "risk float",
                            "card struct",
                            "fees array",
                            "receipt binary");
            assertThat(values(session, "SELECT * FROM kaspar.payments WHERE order_id = 1"))
                    .containsExactly(
                            1L,
                            new BigDecimal("3256.07"),
                            "USD",
                            "CARD",
                            Timestamp.valueOf("2026-01-01 00:00:09.466458"),
                            Timestamp.valueOf("2026-01-01 00:00:34.916"),
                            Timestamp.valueOf("2026-01-01 01:00:09.466"),
                            Date.valueOf("2026-01-01"),
                            68_400_000,
                            1_888_712L,
                            0.138,
                            "{\"brand\":\"Silver\",\"last_digits\":\"9982\"}",
                            "[]",
                            null);
            assertThat(values(
                            session,
                            "SELECT newsletter, preferences, fingerprint, _key, _partition"
                                    + " FROM kaspar.customers WHERE customer_id = 1 LIMIT 1"))
                    .satisfies(row -> {
                        assertThat(row.get(0)).isInstanceOf(Boolean.class);
                        assertThat(row.get(1)).asString().startsWith("{\"dark_mode\":");
                        assertThat(row.get(2)).isInstanceOf(byte[].class);
                        assertThat(row.get(3)).isEqualTo(1L);
                        assertThat(row.get(4)).isInstanceOf(Integer.class);
                    });
            assertThat(
                            values(
                                    session,
                                    "SELECT scroll_depth, viewed_at_nanos, experiments, clicks, detail, device"
                                            + " FROM kaspar.page_views WHERE session = 's-523' ORDER BY viewed_at_nanos LIMIT 1"))
                    .containsExactly(
                            0.59,
                            1_767_225_600_000_092_796L,
                            "{\"new_cart\":1}",
                            "[{\"element\":\"buy\",\"after_ms\":4504}]",
                            null,
                            "{\"kind\":\"PHONE\",\"screen\":{\"width\":1440,\"height\":810}}");
        }
    }

    @Test
    void readsEverySampleTopic() throws Exception {
        try (Connection session = session()) {
            for (String topic : SampleTopics.names()) {
                assertThat(values(session, "SELECT * FROM kaspar." + topic + " LIMIT 1"))
                        .as(topic)
                        .isNotEmpty();
            }
        }
    }

    @Test
    void joinsTopicsAndShowsThem() throws Exception {
        try (Connection session = session()) {
            assertThat(Rows.of(session, "SHOW TABLES IN kaspar LIKE 'pay*'"))
                    .containsExactly("all_topics|payments|false");
            Rows.run(session, "USE kaspar");
            assertThat(session.getSchema()).isEqualTo("all_topics");
            assertThat(Rows.of(session, "SELECT count(*) FROM orders o JOIN payments p ON p.order_id = o.order_id"))
                    .containsExactly("50000");
            assertThat(Rows.of(session, "SHOW CATALOGS")).containsExactly("kaspar", "spark_catalog");
            assertThat(Rows.of(session, "SHOW FUNCTIONS LIKE 'sum'")).containsExactly("sum");
            assertThat(Rows.of(session, "SELECT verdict FROM (SELECT 1 AS verdict)"))
                    .containsExactly("1");
            assertThat(Rows.of(session, "CALL kaspar.system.check_locality()"))
                    .singleElement()
                    .asString()
                    .contains("|LOCAL|");
            Rows.run(session, "USE spark_catalog.default");
            assertThat(session.getSchema()).isEqualTo("default");
        }
    }

    @Test
    void bindsTheValuesOfPreparedStatements() throws Exception {
        try (Connection session = session();
                PreparedStatement count = session.prepareStatement(
                        "SELECT count(*) FROM kaspar.orders WHERE status = ? AND quantity > ? AND price < ?"
                                + " AND ordered_at >= ? AND order_id <= ?");
                PreparedStatement text = session.prepareStatement("SELECT ?, ?")) {
            count.setString(1, "PAID");
            count.setInt(2, 3);
            count.setBigDecimal(3, new BigDecimal("100.00"));
            count.setTimestamp(4, Timestamp.valueOf("2025-12-31 00:00:00"));
            count.setLong(5, ShopServers.ORDERS);
            long paid = number(count);
            count.setString(1, "SHIPPED");
            long shipped = number(count);

            String same = " FROM kaspar.orders WHERE quantity > 3 AND price < 100.00 AND status = ";
            assertThat(Rows.of(session, "SELECT count(*)" + same + "'PAID'")).containsExactly(Long.toString(paid));
            assertThat(Rows.of(session, "SELECT count(*)" + same + "'SHIPPED'"))
                    .containsExactly(Long.toString(shipped));
            assertThat(paid).isPositive().isNotEqualTo(shipped);

            text.setString(1, "it's \"so\"; -- isn't it?");
            text.setDate(2, Date.valueOf("2026-01-02"));
            try (ResultSet rows = text.executeQuery()) {
                assertThat(Rows.all(rows)).containsExactly("it's \"so\"; -- isn't it?|2026-01-02");
            }
        }
    }

    @Test
    void endsAStatementThatIsCancelledFromAnotherThread() throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Connection session = session();
                Statement statement = session.createStatement()) {
            Future<Throwable> ending = threads.submit(() -> failure(statement, sleeping("to be cancelled")));
            server.awaitLog("to be cancelled[\\s\\S]*Executor: Running task");
            statement.cancel();

            assertThat(ending.get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS)).hasMessageContaining("Query was cancelled");
            server.awaitLog("to be cancelled[\\s\\S]*Executor: Executor (interrupted and )?killed task");
            assertThat(Rows.of(session, "SELECT count(*) FROM kaspar.orders")).containsExactly(orders());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void endsAStatementAfterItsTimeout() throws Exception {
        try (Connection session = session();
                Statement statement = session.createStatement()) {
            statement.setQueryTimeout(2);

            assertThat(failure(statement, sleeping("to be timed out")))
                    .hasMessageContaining("Query timed out after 2 seconds");
            server.awaitLog("to be timed out[\\s\\S]*Executor: Executor (interrupted and )?killed task");
            assertThat(Rows.of(session, "SELECT count(*) FROM kaspar.orders")).containsExactly(orders());
        }
    }

    @Test
    void keepsTheSettingsOfTwoSessionsApart() throws Exception {
        String value = "SELECT value FROM kaspar.testTopic LIMIT 1";
        try (Connection one = session();
                Connection other = server.connect("?spark.sql.session.timeZone=Asia/Tokyo")) {
            Rows.run(one, "SET `spark.sql.catalog.kaspar.topic.testTopic.value.format`=binary");
            Rows.run(one, "USE kaspar");

            assertThat(types(one, value)).containsExactly("value binary");
            assertThat(types(other, value)).containsExactly("value string");
            assertThat(other.getSchema()).isEqualTo("default");
            String time = "SELECT CAST(min(_timestamp) AS STRING) FROM kaspar.testTopic";
            assertThat(Rows.of(one, time)).containsExactly("2026-01-01 00:00:00");
            assertThat(Rows.of(other, time)).containsExactly("2026-01-01 09:00:00");
        }
    }

    @Test
    void keepsThePrincipalsOfTwoSessionsApart() throws Exception {
        servers.allow("ann", "orders");
        servers.allow("bob", "payments");
        try (Connection ann = session();
                Connection bob = session()) {
            logIn(ann, "ann");
            logIn(bob, "bob");

            for (int round = 0; round < 2; round++) {
                assertThat(Rows.of(ann, "SHOW TABLES IN mine")).containsExactly("all_topics|orders|false");
                assertThat(Rows.of(bob, "SHOW TABLES IN mine")).containsExactly("all_topics|payments|false");
                assertThat(Rows.of(ann, "SELECT count(*) FROM mine.orders")).containsExactly(orders());
                assertThat(Rows.of(bob, "SELECT count(*) FROM mine.payments")).containsExactly("50000");
                assertRefused(ann, "SELECT * FROM mine.payments").hasMessageContaining("Not authorized to access");
                assertRefused(bob, "SELECT * FROM mine.orders").hasMessageContaining("Not authorized to access");
            }
            assertThat(Rows.of(ann, "SET spark.sql.catalog.mine.kafka.sasl.jaas.config"))
                    .singleElement()
                    .asString()
                    .contains("redacted")
                    .doesNotContain("pl4nted");
        }
    }

    @Test
    void fetchesAMillionRows() throws Exception {
        try (Connection session = session()) {
            assertFetched(session, 5);
        }
    }

    @Test
    void fetchesRowsThatTheServerDoesNotHold() throws Exception {
        try (Connection session = session()) {
            Rows.run(session, "SET spark.sql.thriftServer.incrementalCollect=true");
            assertFetched(session, 1);
        }
    }

    @Test
    void givesStatesForSparksErrorsAndForOurs() throws Exception {
        try (Connection session = session()) {
            assertState(session, "SELECT * FROM kaspar.nosuch", "42P01", "TABLE_OR_VIEW_NOT_FOUND");
            assertState(session, "SELECT * FROM kaspar.Orders", "42P01", "did you mean kaspar.orders?");
            assertState(
                    session, "SELECT prize FROM kaspar.orders", "42703", "Did you mean one of the following? [`price`");
            assertState(session, "SELEC 1", "42601", "PARSE_SYNTAX_ERROR");
            assertState(session, "DROP TABLE kaspar.orders", "0A000", "does not support DROP TABLE");
            assertState(session, "SELECT * FROM kaspar.system.brokers VERSION AS OF 1", "0A000", "TIME_TRAVEL");
            assertState(session, "SET spark.sql.catalog.kaspar.request-timeout=2s", "42000", "INVALID_SET_SYNTAX");
            assertState(session, "CALL kaspar.system.nosuch()", "38000", "FAILED_TO_LOAD_ROUTINE");
            assertState(session, "SELECT * FROM kaspar.orders WITH ('oops' = '1')", "22023", "there is no option oops");
            Rows.run(session, "SET spark.sql.catalog.away=io.kaspar.catalog.KasparCatalog");
            Rows.run(session, "SET spark.sql.catalog.away.kafka.bootstrap.servers=127.0.0.1:1");
            Rows.run(session, "SET `spark.sql.catalog.away.request-timeout`=2s");
            assertState(
                    session, "SELECT * FROM away.orders", "58030", "no answer from the Kafka cluster at 127.0.0.1:1");
            assertThat(Rows.of(session, "SELECT 1")).containsExactly("1");
        }
    }

    @Test
    void answersTheOtherDriverToo() throws Exception {
        try (Connection session = JdbcDriver.kyuubi().connect(server.url("kaspar"));
                PreparedStatement count =
                        session.prepareStatement("SELECT count(*) FROM orders WHERE order_id BETWEEN ? AND ?")) {
            count.setLong(1, 1);
            count.setLong(2, 1_000);
            assertThat(number(count)).isEqualTo(1_000);
            assertState(session, "SELECT * FROM nosuch", "42P01", "TABLE_OR_VIEW_NOT_FOUND");
            assertState(session, "SELECT * FROM orders WITH ('oops' = '1')", "22023", "there is no option oops");
        }
    }

    private static void assertFetched(Connection session, int times) throws SQLException {
        long count = 0;
        long orderIds = 0;
        BigDecimal prices = BigDecimal.ZERO;
        try (Statement statement = session.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery(
                    "SELECT order_id, price FROM kaspar.orders CROSS JOIN range(" + times + ")")) {
                while (rows.next()) {
                    count++;
                    orderIds += rows.getLong(1);
                    prices = prices.add(rows.getBigDecimal(2));
                }
            }
        }
        assertThat(count).isEqualTo(times * ShopServers.ORDERS);
        assertThat(Rows.of(
                        session, "SELECT " + times + " * sum(order_id), " + times + " * sum(price) FROM kaspar.orders"))
                .containsExactly(orderIds + "|" + prices);
    }

    /** A statement that reads a topic for hours; waiting, so that whatever ends it need not wait for anything but this. */
    private static String sleeping(String mark) {
        return "SELECT '" + mark + "', count(*) FROM kaspar.orders"
                + " WHERE java_method('java.lang.Thread', 'sleep', 20L + quantity) = '?'";
    }

    private void logIn(Connection session, String user) throws SQLException {
        for (var setting : servers.loginSettings("mine", user).entrySet()) {
            Rows.run(session, "SET `" + setting.getKey() + "`=`" + setting.getValue() + "`");
        }
    }

    private static void assertState(Connection session, String query, String state, String message) {
        assertRefused(session, query)
                .hasMessageContaining(message)
                .satisfies(error -> assertThat(((SQLException) error).getSQLState())
                        .as(query)
                        .isEqualTo(state));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Connection session, String query) {
        return Assertions.assertThatThrownBy(() -> Rows.of(session, query)).isInstanceOf(SQLException.class);
    }

    private static Throwable failure(Statement statement, String query) {
        return catchThrowableOfType(SQLException.class, () -> statement.executeQuery(query));
    }

    private static String orders() {
        return Long.toString(ShopServers.ORDERS);
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> types(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query + (query.contains("LIMIT") ? "" : " LIMIT 0"))) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> types = new ArrayList<>();
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                types.add(columns.getColumnName(column) + " " + columns.getColumnTypeName(column));
            }
            return types;
        }
    }

    private static List<Object> values(Connection session, String query) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            List<Object> values = new ArrayList<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                values.add(rows.getObject(column));
            }
            return values;
        }
    }
}
