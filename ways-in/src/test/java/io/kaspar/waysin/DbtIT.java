package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dbt project of sql-examples/dbt. */
@ExtendWith({ShopServers.Extension.class, ThriftServer.Extension.class})
final class DbtIT {
    private final ThriftServer server;

    DbtIT(ThriftServer server) {
        this.server = server;
    }

    @Test
    void buildsModelsOverTopics() throws Exception {
        DbtEnvironment.assumeHere();

        Program.Output output = DbtEnvironment.dbt("build")
                .with(Map.of("KASPAR_THRIFT_PORT", Integer.toString(server.port())))
                .run();

        assertThat(output.exitCode()).as(output.out()).isZero();
        assertThat(output.out()).contains("PASS=4 WARN=0 ERROR=0");
        try (Connection session = server.connect("")) {
            assertThat(Rows.of(session, "SELECT sum(payments), sum(revenue) FROM analytics.revenue"))
                    .containsExactly(Rows.of(session, "SELECT count(*), sum(amount) FROM kaspar.payments")
                            .get(0));
            assertThat(Rows.of(session, "SELECT count(*) FROM analytics.paid_orders"))
                    .containsExactly("50000");
            assertThat(Rows.of(session, "SHOW VIEWS IN analytics")).containsExactly("analytics|paid_orders|false");
        }
    }
}
