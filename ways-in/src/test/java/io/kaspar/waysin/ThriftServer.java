package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Spark's own server for JDBC, {@code HiveThriftServer2} of a distribution, with a Hive metastore in its own folder. */
final class ThriftServer implements AutoCloseable {
    private static final String CLASS = "org.apache.spark.sql.hive.thriftserver.HiveThriftServer2";
    private static final String JVM_OPTIONS = "SPARK_SUBMIT_OPTS";

    private final Distribution spark;
    private final RunningProgram process;
    private int port;

    private ThriftServer(Distribution spark, RunningProgram process) {
        this.spark = spark;
        this.process = process;
    }

    /** Starts one, and does not wait for it. */
    static ThriftServer launch(Distribution spark, GivenJar given) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--master", "local[2]", "--class", CLASS));
        arguments.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.sql.shuffle.partitions=2"));
        arguments.addAll(given.arguments());
        arguments.addAll(List.of("spark-internal", "--hiveconf", "hive.server2.thrift.port=0"));
        arguments.addAll(List.of("--hiveconf", "hive.server2.thrift.bind.host=127.0.0.1"));
        Program program = spark.program("spark-submit", arguments).with(given.variables());
        Path temporary = Files.createDirectory(program.folder().resolve("tmp"));
        String options = given.variables().getOrDefault(JVM_OPTIONS, "") + " -Djava.io.tmpdir=" + temporary;
        return new ThriftServer(
                spark, program.with(Map.of(JVM_OPTIONS, options)).start());
    }

    /** Starts one with the jar given in the way that docs/deployment.md recommends, and waits for it. */
    static ThriftServer start(Distribution spark, ShopServers servers) throws IOException, InterruptedException {
        return launch(spark, GivenJar.byClassPath(spark.catalog(servers))).await();
    }

    /** Waits until it listens. */
    ThriftServer await() throws IOException, InterruptedException {
        port = Integer.parseInt(process.awaitLog("Starting ThriftBinaryCLIService on port (\\d+)")
                .group(1));
        process.awaitLog("HiveThriftServer2 started");
        return this;
    }

    /** Waits for what it logs. */
    void awaitLog(String pattern) throws IOException, InterruptedException {
        process.awaitLog(pattern);
    }

    int port() {
        return port;
    }

    /**
     * What drivers connect to.
     *
     * @param rest behind the address: a database, settings of the session
     */
    String url(String rest) {
        return "jdbc:hive2://127.0.0.1:" + port + "/" + rest;
    }

    /** A session, opened with the driver that the distribution itself has. */
    Connection connect(String rest) throws SQLException, IOException {
        return JdbcDriver.ofDistribution(spark).connect(url(rest));
    }

    @Override
    public void close() {
        process.close();
    }

    /** Hands tests one server of Spark 4.2, the same one for all test classes. */
    static final class Extension implements ParameterResolver {
        private final ShopServers.Extension shop = new ShopServers.Extension();

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == ThriftServer.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            Distribution spark = Distribution.SPARK_4_2;
            spark.assumeHere();
            ShopServers servers = (ShopServers) shop.resolveParameter(parameter, context);
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(ThriftServer.class))
                    .getOrComputeIfAbsent(ThriftServer.class, type -> start(spark, servers), ThriftServer.class);
        }

        private static ThriftServer start(Distribution spark, ShopServers servers) {
            try {
                return ThriftServer.start(spark, servers);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
