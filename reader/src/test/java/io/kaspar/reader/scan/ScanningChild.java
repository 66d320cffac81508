package io.kaspar.reader.scan;

import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scan in a process of its own: it reads a little, waits until it is told to go on, and reads the rest. */
final class ScanningChild implements AutoCloseable {
    private static final String GO_ON = "go on";

    private final Process process;
    private final ObjectOutputStream requests;
    private final ObjectInputStream answers;

    private ScanningChild(Process process) throws IOException {
        this.process = process;
        this.requests = new ObjectOutputStream(process.getOutputStream());
        requests.flush();
        this.answers = new ObjectInputStream(process.getInputStream());
    }

    /**
     * What became of a scan.
     *
     * @param error empty when it came to its end
     */
    record Outcome(
            List<String> rows,
            Map<FallbackReason, Long> fallbacks,
            long localRecords,
            long networkRecords,
            String error)
            implements Serializable {}

    /**
     * Starts a scan, and returns when it has read its first rows.
     *
     * @param prefix what to put before the command
     */
    static ScanningChild start(List<String> prefix, ScanSpec spec, ScanTask task) throws Exception {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        ScanningChild child = new ScanningChild(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
        child.requests.writeObject(spec);
        child.requests.writeObject(task);
        child.requests.flush();
        child.answers.readObject();
        return child;
    }

    /** Lets it read the rest. */
    Outcome goOn() throws Exception {
        requests.writeObject(GO_ON);
        requests.flush();
        return (Outcome) answers.readObject();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The process: objects come in, objects go out. */
    static final class Main {
        public static void main(String[] args) throws Exception {
            ObjectOutputStream answers = new ObjectOutputStream(System.out);
            answers.flush();
            System.setOut(System.err);
            ObjectInputStream requests = new ObjectInputStream(System.in);
            ScanSpec spec = (ScanSpec) requests.readObject();
            ScanTask task = (ScanTask) requests.readObject();
            try (LiveScan scan = LiveScan.open(spec, task)) {
                String error = "";
                try {
                    scan.readSome();
                    answers.writeObject("read some");
                    answers.flush();
                    requests.readObject();
                    scan.readRest();
                } catch (IOException e) {
                    error = String.valueOf(e.getMessage());
                }
                answers.writeObject(outcome(scan, error));
                answers.flush();
            }
        }

        private static Outcome outcome(LiveScan scan, String error) {
            ScanCounters counters = scan.counters();
            return new Outcome(
                    new ArrayList<>(scan.rows()),
                    new HashMap<>(counters.fallbacks()),
                    counters.localRecords(),
                    counters.networkRecords(),
                    error);
        }
    }
}
