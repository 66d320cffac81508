package io.kaspar.waysin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What Spark wrote down of an application. */
record EventLog(List<String> events) {
    private static final Pattern HOST = Pattern.compile("\"Host\":\"([^\"]+)\"");
    private static final Pattern LOCALITY = Pattern.compile("\"Locality\":\"([^\"]+)\"");
    private static final Pattern JAVA = Pattern.compile("\"Java Version\":\"([0-9]+)");

    /** The settings that make Spark write it into a folder, as text. */
    static Map<String, String> settings(Path folder) {
        return Map.of(
                "spark.eventLog.enabled", "true",
                "spark.eventLog.dir", folder.toUri().toString(),
                "spark.eventLog.compress", "false",
                "spark.eventLog.rolling.enabled", "false");
    }

    /** Of the only application that wrote into a folder. */
    static EventLog in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new EventLog(
                    Files.readAllLines(files.filter(file -> !file.toString().endsWith(".crc"))
                            .findFirst()
                            .orElseThrow()));
        }
    }

    /** The feature release of the driver's Java. */
    String driverJava() {
        return events.stream()
                .map(JAVA::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    /** The tasks that read a topic. */
    List<Task> scans() {
        return events.stream()
                .filter(event ->
                        event.contains("\"Event\":\"SparkListenerTaskEnd\"") && event.contains("\"bytes read "))
                .map(event -> new Task(
                        first(HOST, event),
                        first(LOCALITY, event),
                        update("bytes read locally", event),
                        update("bytes read over the network", event)))
                .toList();
    }

    private static String first(Pattern pattern, String event) {
        Matcher found = pattern.matcher(event);
        if (!found.find()) {
            throw new IllegalStateException("no " + pattern + " in " + event);
        }
        return found.group(1);
    }

    private static long update(String metric, String event) {
        Matcher found = Pattern.compile("\"Name\":\"" + metric + "\",\"Update\":\"?([0-9]+)")
                .matcher(event);
        return found.find() ? Long.parseLong(found.group(1)) : 0;
    }

    /** A task that ended well, and what it read from where. */
    record Task(String host, String locality, long localBytes, long networkBytes) {}
}
