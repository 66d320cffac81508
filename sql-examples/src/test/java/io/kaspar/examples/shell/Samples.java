package io.kaspar.examples.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What the prompt starts by itself: a broker, a registry, the sample topics and a session; once for all test classes. */
public final class Samples implements AutoCloseable {
    /** Hands it to tests that ask for it. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Samples.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(Samples.class, type -> start());
        }
    }

    private final SessionFolder folder;
    private final Servers servers;
    private final SparkSession spark;

    private Samples(SessionFolder folder, Servers servers, SparkSession spark) {
        this.folder = folder;
        this.servers = servers;
        this.spark = spark;
    }

    private static Samples start() {
        try {
            SessionFolder folder = SessionFolder.create();
            Servers servers = EmbeddedServers.start(Optional.empty(), line -> {});
            SparkSession spark = Sessions.start(ShellOptions.parse(List.of()), folder.path());
            Sessions.connect(spark, servers);
            return new Samples(folder, servers, spark);
        } catch (IOException | UsageException e) {
            throw new IllegalStateException(e);
        }
    }

    public SparkSession spark() {
        return spark;
    }

    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    public String schemaRegistry() {
        return servers.schemaRegistry().orElseThrow();
    }

    /** The command that starts the prompt's process with these arguments, over these servers. */
    List<String> command(List<String> arguments) {
        List<String> command = new java.util.ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-XX:"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KasparSql.class.getName()));
        command.addAll(List.of("--bootstrap-server", bootstrapServers(), "--schema-registry", schemaRegistry()));
        command.addAll(arguments);
        return command;
    }

    @Override
    public void close() throws IOException {
        spark.close();
        servers.close();
        folder.close();
    }
}
