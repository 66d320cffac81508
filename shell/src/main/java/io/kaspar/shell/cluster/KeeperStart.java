package io.kaspar.shell.cluster;

import io.kaspar.embedded.OwnJava;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The start of a cluster in the background, as whoever asked for it sees it. */
final class KeeperStart {
    private static final String REGISTRY_HOME = "kaspar.apicurio.home";
    private static final long POLL_MS = 100;

    private final ClusterFolder folder;
    private final Process keeper;
    private int shownLength;

    private KeeperStart(ClusterFolder folder, Process keeper) {
        this.folder = folder;
        this.keeper = keeper;
    }

    /** Starts the keeper in a new folder, with this JVM's class path; it outlives this JVM and its terminal. */
    static KeeperStart begin(ClusterFolder folder) throws IOException {
        Files.createDirectories(folder.path());
        List<String> command = new ArrayList<>();
        command.addAll(List.of("/bin/sh", "-c", "trap '' INT QUIT HUP; exec \"$@\"", "kaspar-cluster"));
        command.add(OwnJava.program());
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens="))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ClusterKeeper.class.getName()));
        command.addAll(List.of(folder.path().toString(), System.getProperty(REGISTRY_HOME, "apicurio")));
        Process process = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.output().toFile())
                .start();
        folder.writeKeeper(process.toHandle());
        return new KeeperStart(folder, process);
    }

    /** Waits until the cluster is up, and passes on what the keeper prints; false when it ended instead. */
    boolean await(PrintStream progress) throws IOException, InterruptedException {
        while (keeper.isAlive() && folder.state().isEmpty()) {
            show(progress);
            Thread.sleep(POLL_MS);
        }
        show(progress);
        return keeper.isAlive();
    }

    private void show(PrintStream progress) throws IOException {
        byte[] output = Files.readAllBytes(folder.output());
        progress.print(new String(output, shownLength, output.length - shownLength, StandardCharsets.UTF_8));
        shownLength = output.length;
    }
}
