package io.kaspar.shell.cluster;

import io.kaspar.embedded.ServerProcess;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What is known of a cluster that is up, kept in a file.
 *
 * @param session what a Spark session of it has to be configured with
 */
record ClusterState(String bootstrapServers, String schemaRegistry, List<Server> servers, Map<String, String> session) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";
    private static final String SCHEMA_REGISTRY = "schema.registry";
    private static final String SERVER_COUNT = "servers";
    private static final String SESSION = "session.";

    /**
     * One process.
     *
     * @param url where a browser finds it; empty if nowhere
     */
    record Server(String name, String address, String url, ProcessMark mark) {
        static Server of(ServerProcess process) throws IOException {
            ProcessHandle handle = ProcessHandle.of(process.pid())
                    .orElseThrow(() -> new IOException(process.name() + " has ended; see " + process.output()));
            return new Server(
                    process.name(),
                    process.address(),
                    process.url().map(Object::toString).orElse(""),
                    ProcessMark.of(handle));
        }

        boolean isRunning() {
            return mark.find().isPresent();
        }
    }

    ClusterState {
        servers = List.copyOf(servers);
        session = Map.copyOf(session);
    }

    static ClusterState read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        }
        List<Server> servers = new ArrayList<>();
        int count = Integer.parseInt(properties.getProperty(SERVER_COUNT));
        for (int i = 0; i < count; i++) {
            String prefix = "server." + i + ".";
            servers.add(new Server(
                    properties.getProperty(prefix + "name"),
                    properties.getProperty(prefix + "address"),
                    properties.getProperty(prefix + "url"),
                    ProcessMark.parse(properties.getProperty(prefix + "process"))));
        }
        Map<String, String> session = new HashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(SESSION)) {
                session.put(name.substring(SESSION.length()), properties.getProperty(name));
            }
        }
        return new ClusterState(
                properties.getProperty(BOOTSTRAP_SERVERS), properties.getProperty(SCHEMA_REGISTRY), servers, session);
    }

    /** Writes the file, all at once. */
    void write(Path file) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(BOOTSTRAP_SERVERS, bootstrapServers);
        properties.setProperty(SCHEMA_REGISTRY, schemaRegistry);
        properties.setProperty(SERVER_COUNT, Integer.toString(servers.size()));
        for (int i = 0; i < servers.size(); i++) {
            Server server = servers.get(i);
            String prefix = "server." + i + ".";
            properties.setProperty(prefix + "name", server.name());
            properties.setProperty(prefix + "address", server.address());
            properties.setProperty(prefix + "url", server.url());
            properties.setProperty(prefix + "process", server.mark().toString());
        }
        session.forEach((name, value) -> properties.setProperty(SESSION + name, value));
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (Writer out = Files.newBufferedWriter(unfinished)) {
            properties.store(out, "written by kaspar-cluster");
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
