package io.kaspar.shell.cluster;

import io.kaspar.embedded.EmbeddedRegistry;
import io.kaspar.embedded.ServerProcess;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The process in the background that starts a cluster and keeps it up. The cluster's processes end with it. */
final class ClusterKeeper {
    private static final long WATCH_MS = 1000;

    private final ClusterFolder folder;

    private ClusterKeeper(ClusterFolder folder) {
        this.folder = folder;
    }

    /** Arguments: the cluster's folder, and the one of the unpacked registry. */
    public static void main(String[] args) throws InterruptedException {
        try {
            new ClusterKeeper(new ClusterFolder(Path.of(args[0]))).run(Path.of(args[1]));
        } catch (IOException e) {
            System.out.println("error: " + e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(Path registryHome) throws IOException, InterruptedException {
        System.out.println("Starting three Kafka brokers, and a Spark worker beside each");
        try (ColocatedServers servers = ColocatedServers.start(Optional.of(folder.path()))) {
            System.out.println("Starting a schema registry");
            Optional<Path> registryFolder = Optional.of(folder.path().resolve("registry"));
            try (EmbeddedRegistry registry = EmbeddedRegistry.start(registryHome, registryFolder)) {
                System.out.println("Loading the sample topics");
                new SampleTopics(servers.kafka().bootstrapServers(), registry.url())
                        .load(SampleSize.STANDARD, System.out::println);
                state(servers, registry).write(folder.stateFile());
                // Without its folder a cluster is of no use, and nobody could find its processes to end them.
                while (Files.exists(folder.stateFile())) {
                    Thread.sleep(WATCH_MS);
                }
            }
        }
    }

    private static ClusterState state(ColocatedServers servers, EmbeddedRegistry registry) throws IOException {
        List<ServerProcess> processes = new ArrayList<>(servers.processes());
        processes.add(registry.process());
        List<ClusterState.Server> running = new ArrayList<>();
        for (ServerProcess process : processes) {
            running.add(ClusterState.Server.of(process));
        }
        return new ClusterState(servers.kafka().bootstrapServers(), registry.url(), running, servers.sessionSettings());
    }
}
