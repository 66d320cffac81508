package io.kaspar.reader.source;

import io.kaspar.reader.task.LogDirMapping;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where brokers' log directories may be seen on this machine. */
public final class LogDirPaths {
    private final List<LogDirMapping> mappings;

    /** @param mappings tried in order */
    public LogDirPaths(List<LogDirMapping> mappings) {
        this.mappings = List.copyOf(mappings);
    }

    /** The places of a directory, in the order to be tried: as the mappings say, then under its own name. */
    public Set<String> of(String logDir) {
        Set<String> paths = new LinkedHashSet<>();
        for (LogDirMapping mapping : mappings) {
            String brokerPath = withoutSlash(mapping.brokerPath());
            if (withoutSlash(logDir).equals(brokerPath)) {
                paths.add(mapping.localPath());
            } else if (logDir.startsWith(brokerPath + "/") && !goesUp(logDir)) {
                paths.add(withoutSlash(mapping.localPath()) + logDir.substring(brokerPath.length()));
            }
        }
        paths.add(logDir);
        return paths;
    }

    /** Whether a broker's path could lead out of what a mapping puts in place of its beginning. */
    private static boolean goesUp(String logDir) {
        return List.of(logDir.split("/", -1)).contains("..");
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
