package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The Thrift server that the distribution of Spark 3.5 has, and its own driver: a short contract. */
@ExtendWith(ShopServers.Extension.class)
final class Thrift35IT {
    private final ShopServers servers;

    Thrift35IT(ShopServers servers) {
        this.servers = servers;
    }

    @Test
    void listsSelectsJoinsAndExplainsItself() throws Exception {
        Distribution.SPARK_3_5.assumeHere();
        try (ThriftServer server = ThriftServer.start(Distribution.SPARK_3_5, servers);
                Connection session = server.connect("kaspar")) {
            assertThat(session.getSchema()).isEqualTo("all_topics");
            assertThat(Rows.of(session, "SHOW TABLES LIKE 'pay*'")).containsExactly("all_topics|payments|false");
            assertThat(Rows.of(
                            session,
                            "SELECT count(*), sum(o.price) FROM orders o JOIN payments p ON p.order_id = o.order_id"))
                    .containsExactly("50000|4022600.24");

            Rows.run(
                    session,
                    "CREATE VIEW spark_catalog.default.sold AS SELECT *, _partition, _offset FROM kaspar.orders");
            assertThat(Rows.of(
                            session,
                            "SELECT count(*) FROM spark_catalog.default.sold WHERE _partition = 1 AND _offset < 10"))
                    .containsExactly("10");
            try (ResultSet columns = session.getMetaData().getColumns(null, "default", "sold", "%")) {
                assertThat(Rows.columns(columns, "COLUMN_NAME", "TYPE_NAME", "REMARKS"))
                        .contains("price|DECIMAL(10,2)|of one piece, in the order's currency");
            }

            assertThatThrownBy(() -> Rows.of(session, "SELECT * FROM kaspar.Orders"))
                    .hasMessageContaining("did you mean kaspar.orders?")
                    .satisfies(error ->
                            assertThat(((SQLException) error).getSQLState()).isEqualTo("42P01"));
            assertThat(Rows.of(session, "SELECT 1")).containsExactly("1");
        }
    }
}
