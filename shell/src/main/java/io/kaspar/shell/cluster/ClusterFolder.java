package io.kaspar.shell.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that a cluster in the background keeps everything in: who keeps it up, what is known of it, its storage. */
record ClusterFolder(Path path) {
    private static final int REMOVALS = 20;
    private static final long PAUSE_MS = 200;

    /** Where the cluster is kept; set by whoever starts this JVM. */
    private static final String HOME = "kaspar.cluster.home";

    /** The folder that this JVM was told. */
    static ClusterFolder ofThisJvm() {
        return new ClusterFolder(
                Path.of(System.getProperty(HOME, "target/cluster")).toAbsolutePath());
    }

    Path stateFile() {
        return path.resolve("cluster.properties");
    }

    /** What the keeper prints. */
    Path output() {
        return path.resolve("keeper.out");
    }

    private Path keeperFile() {
        return path.resolve("keeper.pid");
    }

    boolean exists() {
        return Files.exists(path);
    }

    void writeKeeper(ProcessHandle keeper) throws IOException {
        Files.writeString(keeperFile(), ProcessMark.of(keeper).toString());
    }

    /** The process that keeps the cluster up, as long as it runs. */
    Optional<ProcessHandle> keeper() throws IOException {
        return keeperMark().flatMap(ProcessMark::find);
    }

    /** The process that keeps the cluster up, or did. */
    Optional<ProcessMark> keeperMark() throws IOException {
        try {
            return Optional.of(ProcessMark.parse(Files.readString(keeperFile())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** What is known of the cluster; empty while it is starting, and when there is none. */
    Optional<ClusterState> state() throws IOException {
        try {
            return Optional.of(ClusterState.read(stateFile()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes it. Executors that are ending may still write a little, so this may take a moment. */
    void remove() throws IOException, InterruptedException {
        for (int removal = 1; Files.exists(path); removal++) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException | UncheckedIOException e) {
                if (removal == REMOVALS) {
                    throw new IOException(path + " cannot be removed", e);
                }
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
