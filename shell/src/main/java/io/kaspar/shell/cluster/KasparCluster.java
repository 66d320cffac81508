package io.kaspar.shell.cluster;

import io.kaspar.shell.KasparSql;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The program behind {@code bin/kaspar-cluster}. */
public final class KasparCluster {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 2;

    private final ClusterFolder folder;
    private final PrintStream out;
    private final PrintStream err;

    private KasparCluster(ClusterFolder folder, PrintStream out, PrintStream err) {
        this.folder = folder;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) throws InterruptedException {
        int status = new KasparCluster(ClusterFolder.ofThisJvm(), System.out, System.err).run(List.of(args));
        System.out.flush();
        System.exit(status);
    }

    private int run(List<String> arguments) throws InterruptedException {
        String command = arguments.isEmpty() ? "--help" : arguments.get(0);
        List<String> rest = arguments.isEmpty() ? List.of() : arguments.subList(1, arguments.size());
        if (!command.equals("sql") && !rest.isEmpty()) {
            return usageError(command + " takes no arguments");
        }
        try {
            return switch (command) {
                case "up" -> up();
                case "down" -> down();
                case "status" -> status();
                case "sql" -> sql(rest);
                case "-h", "--help" -> help();
                default -> usageError("unknown command " + command);
            };
        } catch (IOException e) {
            err.println("error: " + e.getMessage());
            return FAILED;
        }
    }

    private int usageError(String message) {
        err.println("kaspar-cluster: " + message + "\nTry kaspar-cluster --help");
        return USAGE_ERROR;
    }

    private int help() throws IOException {
        try (InputStream in = Objects.requireNonNull(KasparCluster.class.getResourceAsStream("usage.txt"))) {
            out.print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return OK;
    }

    private int up() throws IOException, InterruptedException {
        if (folder.keeper().isPresent()) {
            err.println("The cluster is up already.");
            return status();
        }
        folder.remove();
        KeeperStart start = KeeperStart.begin(folder);
        if (!start.await(err)) {
            err.println("error: the cluster did not come up; " + folder.output() + " says why");
            return FAILED;
        }
        return status();
    }

    private int down() throws IOException, InterruptedException {
        if (!folder.exists()) {
            err.println("The cluster is not up.");
            return OK;
        }
        Optional<ProcessHandle> keeper = folder.keeper();
        if (keeper.isPresent()) {
            ProcessEnd.end(keeper.get());
        }
        Optional<ClusterState> state = folder.state();
        if (state.isPresent()) {
            for (ClusterState.Server server : state.get().servers()) {
                Optional<ProcessHandle> left = server.mark().find();
                if (left.isPresent()) {
                    ProcessEnd.end(left.get());
                }
            }
        }
        folder.remove();
        err.println("The cluster is down, and what it stored is removed.");
        return OK;
    }

    private int status() throws IOException {
        Optional<ClusterState> state = folder.state();
        if (state.isEmpty()) {
            boolean starting = folder.keeper().isPresent();
            err.println(starting ? "The cluster is starting." : "The cluster is not up: bin/kaspar-cluster up");
            return FAILED;
        }
        ClusterReport report = new ClusterReport(state.get(), folder, folder.keeperMark());
        report.lines().forEach(out::println);
        return report.allRunning() ? OK : FAILED;
    }

    private int sql(List<String> arguments) throws IOException, InterruptedException {
        Optional<ClusterState> state = folder.state();
        if (state.isEmpty() || folder.keeper().isEmpty()) {
            err.println("error: the cluster is not up: bin/kaspar-cluster up");
            return FAILED;
        }
        List<String> all = new ArrayList<>(List.of(
                "--bootstrap-server", state.get().bootstrapServers(),
                "--schema-registry", state.get().schemaRegistry(),
                "--conf", "spark.ui.enabled=true"));
        for (Map.Entry<String, String> setting : state.get().session().entrySet()) {
            all.addAll(List.of("--conf", setting.getKey() + "=" + setting.getValue()));
        }
        all.addAll(arguments);
        KasparSql.main(all.toArray(String[]::new));
        return OK;
    }
}
