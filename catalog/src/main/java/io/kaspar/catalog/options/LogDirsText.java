package io.kaspar.catalog.options;

import io.kaspar.reader.task.LogDirMapping;
import java.util.Arrays;
import java.util.List;

/** Log directories as text: {@code brokerPath=localPath;brokerPath=localPath}, or without a cluster {@code path;path}. */
final class LogDirsText {
    private LogDirsText() {}

    static List<LogDirMapping> parse(OptionValues values) {
        return paths(values).stream().map(entry -> mapping(entry, values)).toList();
    }

    /** What stands between the semicolons. */
    static List<String> paths(OptionValues values) {
        return Arrays.stream(values.text(LocalityOption.LOG_DIRS).split(";"))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private static LogDirMapping mapping(String entry, OptionValues values) {
        int equals = entry.indexOf('=');
        String brokerPath = entry.substring(0, Math.max(equals, 0)).trim();
        String localPath = entry.substring(equals + 1).trim();
        if (brokerPath.isEmpty() || localPath.isEmpty()) {
            throw values.badValue(LocalityOption.LOG_DIRS);
        }
        return new LogDirMapping(brokerPath, localPath);
    }
}
