package io.kaspar.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spark's master, or one of its workers: where it listens and how it is started.
 *
 * @param name for messages and for the name of its folder
 * @param folder its own
 * @param uiPort of its web UI
 */
record SparkDaemon(String name, Path folder, String address, int port, int uiPort) {
    private static final String MASTER_CLASS = "org.apache.spark.deploy.master.Master";
    private static final String WORKER_CLASS = "org.apache.spark.deploy.worker.Worker";
    private static final List<String> SMALL_JVM = List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** One that has ports and an empty folder, and does not run yet. */
    static SparkDaemon prepare(Path storage, String name, String address) throws IOException {
        Path folder = Files.createDirectories(storage.resolve(name));
        return new SparkDaemon(name, folder, address, FreePorts.find(address), FreePorts.find(address));
    }

    String endpoint() {
        return address + ":" + port;
    }

    URI ui() {
        return URI.create("http://" + address + ":" + uiPort);
    }

    ChildJvm startMaster(SparkHome home) throws IOException {
        return start(home, MASTER_CLASS, List.of());
    }

    /** Starts it as a worker with one core. */
    ChildJvm startWorker(SparkHome home, String masterUrl, int memoryMb) throws IOException {
        Path work = Files.createDirectories(folder.resolve("work"));
        return start(
                home,
                WORKER_CLASS,
                List.of("--cores", "1", "--memory", memoryMb + "m", "--work-dir", work.toString(), masterUrl));
    }

    ServerProcess described(ChildJvm process) {
        return process.described(name, endpoint(), Optional.of(ui()));
    }

    private ChildJvm start(SparkHome home, String mainClass, List<String> furtherArguments) throws IOException {
        List<String> arguments = new ArrayList<>(SMALL_JVM);
        arguments.addAll(moduleFlags());
        arguments.add("-Dlog4j2.configurationFile=" + home.log4j());
        arguments.add("-Dspark.master.rest.enabled=false");
        arguments.addAll(List.of("-cp", home.classPath(), WatchedMain.class.getName(), mainClass));
        arguments.addAll(
                List.of("--host", address, "--port", Integer.toString(port), "--webui-port", Integer.toString(uiPort)));
        arguments.addAll(furtherArguments);
        return new ChildJvm.Command(name, arguments, folder.resolve("daemon.out"))
                .in(folder)
                .with(variables(home))
                .start();
    }

    private Map<String, String> variables(SparkHome home) throws IOException {
        Map<String, String> variables = new HashMap<>(home.variables());
        variables.put("SPARK_LOCAL_IP", address);
        variables.put("SPARK_LOCAL_HOSTNAME", address);
        variables.put(
                "SPARK_LOCAL_DIRS",
                Files.createDirectories(folder.resolve("local")).toString());
        return variables;
    }

    /** Spark runs in this JVM or a like one, so what opens the JDK to it is among its flags. */
    private static List<String> moduleFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens="))
                .toList();
    }
}
