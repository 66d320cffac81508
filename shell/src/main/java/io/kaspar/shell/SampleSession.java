package io.kaspar.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** What the prompt starts by itself, for programs: a broker, a registry, the sample topics and a session on them. */
public final class SampleSession implements AutoCloseable {
    private final SessionFolder folder;
    private final Servers servers;
    private final SparkSession spark;

    private SampleSession(SessionFolder folder, Servers servers, SparkSession spark) {
        this.folder = folder;
        this.servers = servers;
        this.spark = spark;
    }

    /**
     * What a script printed.
     *
     * @param succeeded whether all its statements did
     */
    public record Printed(boolean succeeded, String out, String err) {}

    /** Starts all; takes some ten seconds. */
    public static SampleSession start() throws IOException {
        try {
            SessionFolder folder = SessionFolder.create();
            Servers servers = EmbeddedServers.start(Optional.empty(), line -> {});
            SparkSession spark = ShellSessions.start(ShellOptions.parse(List.of()), folder.path());
            ShellSessions.connect(spark, servers);
            return new SampleSession(folder, servers, spark);
        } catch (UsageException e) {
            throw new IllegalStateException("no arguments are no mistake", e);
        }
    }

    /** The session, whose catalog is {@code kaspar}. */
    public SparkSession spark() {
        return spark;
    }

    /** The broker's address. */
    public String bootstrapServers() {
        return servers.bootstrapServers();
    }

    /** The registry's URL. */
    public String schemaRegistry() {
        return servers.schemaRegistry().orElseThrow();
    }

    /** Runs a file of statements as {@code kaspar-sql -f} does. */
    public Printed run(Path script) throws IOException, InterruptedException {
        return start(script).await();
    }

    /**
     * Starts a file of statements as {@code kaspar-sql -f} does.
     *
     * @param arguments further ones of the command line
     */
    public RunningScript start(Path script, String... arguments) throws IOException {
        try {
            return new RunningScript(
                    spark,
                    folder.path(),
                    ScriptRunner.read(List.of(new ShellOptions.Script.File(script))),
                    ShellOptions.parse(List.of(arguments)));
        } catch (UsageException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        spark.close();
        servers.close();
        folder.close();
    }
}
