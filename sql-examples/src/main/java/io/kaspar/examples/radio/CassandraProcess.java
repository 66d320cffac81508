package io.kaspar.examples.radio;

import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.OwnJava;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Cassandra of one node, as a process with a class path of its own: its libraries are other versions than Spark's. Ends with
 * {@link #close}, or with this process; its storage goes with it.
 */
public final class CassandraProcess implements AutoCloseable {
    /** A file that holds its class path; set by whoever starts this JVM. */
    private static final String CLASS_PATH = "kaspar.cassandra.class.path";

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(3);
    private static final int TAIL_LINES = 20;

    /** What Cassandra 5.0 asks for on Java 17, in its own jvm17-server.options. */
    private static final List<String> EXPORTED = List.of(
            "java.base/jdk.internal.misc",
            "java.base/java.lang.ref",
            "java.base/java.lang.reflect",
            "java.management.rmi/com.sun.jmx.remote.internal.rmi",
            "java.rmi/sun.rmi.registry",
            "java.rmi/sun.rmi.server",
            "java.sql/java.sql",
            "jdk.unsupported/sun.misc");

    private static final List<String> OPENED = List.of(
            "java.base/java.io",
            "java.base/java.lang",
            "java.base/java.lang.module",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.loader",
            "java.base/jdk.internal.math",
            "java.base/jdk.internal.module",
            "java.base/jdk.internal.ref",
            "java.base/jdk.internal.reflect",
            "java.base/jdk.internal.util.jar",
            "java.base/sun.nio.ch",
            "java.rmi/sun.rmi.transport.tcp",
            "jdk.management/com.sun.management.internal");

    private final Process process;
    private final Path folder;
    private final InetSocketAddress address;

    private CassandraProcess(Process process, Path folder, InetSocketAddress address) {
        this.process = process;
        this.folder = folder;
        this.address = address;
    }

    /** Starts it, and does not wait. */
    public static CassandraProcess start() throws IOException {
        Path folder = Files.createTempDirectory("cassandra-");
        int clients = freePort();
        String settings = resource("cassandra.yaml")
                .replace("FOLDER", folder.toString())
                .replace("STORAGE_PORT", Integer.toString(freePort()))
                .replace("CLIENT_PORT", Integer.toString(clients));
        Files.writeString(folder.resolve("cassandra.yaml"), settings);
        Files.writeString(folder.resolve("logback.xml"), resource("cassandra-logback.xml"));
        Process process = new ProcessBuilder(command(folder))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output(folder).toFile())
                .start();
        return new CassandraProcess(process, folder, new InetSocketAddress(InetAddress.getLoopbackAddress(), clients));
    }

    private static List<String> command(Path folder) throws IOException {
        String classPath = Files.readString(Path.of(System.getProperty(CLASS_PATH, "cassandra/target/class.path")))
                .strip();
        String watch = Path.of(EmbeddedKafka.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .toString();
        List<String> command = new ArrayList<>(List.of(
                OwnJava.program(),
                "-Xmx400m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dcassandra.config=" + folder.resolve("cassandra.yaml").toUri(),
                "-Dcassandra.storagedir=" + folder,
                "-Dcassandra-foreground=yes",
                "-Dcassandra.ring_delay_ms=0",
                "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                "-Dlogback.configurationFile=" + folder.resolve("logback.xml")));
        EXPORTED.forEach(name -> command.addAll(List.of("--add-exports", name + "=ALL-UNNAMED")));
        OPENED.forEach(name -> command.addAll(List.of("--add-opens", name + "=ALL-UNNAMED")));
        command.addAll(List.of(
                "-cp",
                classPath + File.pathSeparator + watch,
                // Ends with this process, however that came about.
                "io.kaspar.embedded.WatchedMain",
                "org.apache.cassandra.service.CassandraDaemon"));
        return command;
    }

    /** Where clients connect; waits until it takes them. */
    public InetSocketAddress await() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!isOpen()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("Cassandra did not start. The end of what it printed:\n" + tail());
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return address;
    }

    private boolean isOpen() {
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(output(folder), StandardCharsets.UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    private static Path output(Path folder) {
        return folder.resolve("output.txt");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(CassandraProcess.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        // Nothing of it is wanted any more, so it is not asked to write down what it has.
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
