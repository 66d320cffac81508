package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Spark's command line for its Thrift server. */
@ExtendWith({ShopServers.Extension.class, ThriftServer.Extension.class})
final class BeelineIT {
    private final ThriftServer server;

    BeelineIT(ThriftServer server) {
        this.server = server;
    }

    @Test
    void answersASessionLineByLine() throws Exception {
        Program.Output output = beeline(List.of("--outputformat=csv2")).run("""
                        SHOW TABLES IN kaspar LIKE 'pay*';
                        USE kaspar;
                        SELECT order_id, product, price
                        FROM orders
                        WHERE order_id < 4 ORDER BY order_id;
                        SELECT * FROM Orders;
                        SELECT method, count(*) FROM payments GROUP BY method ORDER BY method LIMIT 1;
                        """);

        assertThat(output.out())
                .contains("all_topics,payments,false\n")
                .contains("order_id,product,price\n1,espresso machine,648.86\n2,filter paper,4.34\n3,cocoa,9.82\n")
                .contains("method,count(1)\nCARD,24926\n");
        assertThat(output.err()).contains("did you mean kaspar.orders?").contains("(state=42P01,code=0)");
    }

    @Test
    void endsAScriptAtAnErrorWithAnExitCode() throws Exception {
        Program.Output output = beeline(List.of(
                        "--silent=true",
                        "--outputformat=csv2",
                        "-e",
                        "SELECT count(*) AS n FROM kaspar.payments; SELECT * FROM kaspar.nosuch; SELECT 'too late'"))
                .run();

        assertThat(output.exitCode()).isNotZero();
        assertThat(output.out()).contains("50000").doesNotContain("too late");
        assertThat(output.err()).contains("TABLE_OR_VIEW_NOT_FOUND");
    }

    private Program beeline(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("-u", server.url("")));
        all.addAll(arguments);
        return Distribution.SPARK_4_2.program("beeline", all);
    }
}
