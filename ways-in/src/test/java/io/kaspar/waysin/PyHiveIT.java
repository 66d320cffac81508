package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Python's way to a Thrift server: PyHive, with SQLAlchemy and pandas above it. */
@ExtendWith({ShopServers.Extension.class, ThriftServer.Extension.class})
final class PyHiveIT {
    private final ThriftServer server;

    PyHiveIT(ThriftServer server) {
        this.server = server;
    }

    @Test
    void answersPyHiveAndWhatIsBuiltOnIt() throws Exception {
        PythonEnvironment.assumeHere();
        try (Connection session = server.connect("")) {
            Rows.run(session, "CREATE DATABASE for_python");
            Rows.run(session, "CREATE VIEW for_python.orders AS SELECT *, _partition, _offset FROM kaspar.orders");
        }

        Program.Output output = PythonEnvironment.script(
                        "pyhive_client.py", List.of(Integer.toString(server.port()), "for_python"))
                .run();

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.lines())
                .containsExactly(
                        "row (1, Decimal('3256.07'), 'USD', datetime.datetime(2026, 1, 1, 0, 0, 9, 466458), '[]', None)",
                        "bound 29953",
                        "state 42703",
                        "cancelled CANCELED_STATE",
                        "after the cancel 200000",
                        "engine 200000",
                        "schemas for_python",
                        "tables of hive ['for_python']",
                        "tables of spark ['orders']",
                        "tables of the catalog ['orders', 'orders_json', 'orders_json_schema', 'orders_proto']",
                        "columns order_id BIGINT, price DECIMAL, _offset BIGINT",
                        "core [(1, Decimal('648.86')), (2, Decimal('4.34'))]",
                        "frame CANCELLED 30362 2490943.44",
                        "error OperationalError there is no option oops");
    }
}
