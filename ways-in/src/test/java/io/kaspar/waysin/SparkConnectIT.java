package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Connect server with the jar, and clients that have none of Kaspar: Python's, and the JVM's. */
@ExtendWith(ShopServers.Extension.class)
final class SparkConnectIT {
    private static final Distribution SPARK = Distribution.SPARK_4_2;
    private static final Path CLIENT =
            Path.of("src", "test", "jvm-client", "ConnectQuestions.java").toAbsolutePath();

    private static ShopServers shop;
    private static RunningProgram server;
    private static String address;

    @BeforeAll
    static void start(ShopServers servers) throws Exception {
        SPARK.assumeHere();
        PythonEnvironment.assumeHere();
        shop = servers;
        servers.allow("carol", "testTopic");
        servers.allow("dave", "testTopic2");
        List<String> arguments = new ArrayList<>(
                List.of("--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--master", "local[2]"));
        arguments.addAll(List.of("--jars", KasparJar.path().toString()));
        Map<String, String> settings = new HashMap<>(SPARK.catalog(servers));
        settings.put("spark.connect.grpc.binding.address", "127.0.0.1");
        settings.put("spark.connect.grpc.binding.port", "0");
        settings.put("spark.ui.enabled", "false");
        settings.forEach((name, value) -> arguments.addAll(List.of("--conf", name + "=" + value)));
        server = SPARK.program("spark-submit", arguments)
                .with(PythonEnvironment.variables())
                .start();
        address = "sc://127.0.0.1:"
                + server.awaitLog("Connect server started at: [^ ]*:(\\d+)").group(1);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void answersPythonsClient() throws Exception {
        PythonEnvironment.assertPass(variables(), "test_dataframes.py");
    }

    @Test
    void keepsSessionsApartAndForgetsThem() throws Exception {
        PythonEnvironment.assertPass(variables(), "test_sessions.py");
    }

    @Test
    void answersTheClientForTheJvm() throws Exception {
        String jars = SPARK.home().resolve("jars").toString();
        Program client = Program.of(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                List.of(
                        "--add-opens=java.base/java.nio=ALL-UNNAMED",
                        "-cp",
                        jars + "/connect-repl/*:" + jars + "/*",
                        CLIENT.toString(),
                        address));

        Program.Output output = client.run();

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.lines())
                .containsExactly(
                        "tables [[ArraySeq(customers, events, events$OrderPaid, events$OrderPlaced, events$OrderShipped, inventory, orders, orders_json, orders_json_schema, orders_proto, page_views, payments, testTopic, testTopic2, web_logs)]]",
                        "column [[decimal(10,2),of one piece, in the order's currency]]",
                        "exists true false",
                        "named [[12]]",
                        "placed [[12]]",
                        "hidden [[12]]",
                        "option [[4]]",
                        "error AnalysisException TABLE_OR_VIEW_NOT_FOUND 42P01",
                        "error AnalysisException UNRESOLVED_COLUMN.WITH_SUGGESTION 42703",
                        "error SparkUnsupportedOperationException UNSUPPORTED_FEATURE.TABLE_OPERATION 0A000");
    }

    private static Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>(PythonEnvironment.connectClient());
        variables.putAll(shop.variables());
        variables.put("KASPAR_REMOTE", address);
        variables.put("KASPAR_SERVER_PID", Long.toString(server.pid()));
        return variables;
    }
}
