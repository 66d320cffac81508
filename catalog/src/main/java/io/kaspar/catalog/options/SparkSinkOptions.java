package io.kaspar.catalog.options;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What Spark's writers of streams keep for themselves among the options of a table. */
final class SparkSinkOptions {
    private static final Set<String> NAMES = Set.of(
            "checkpointlocation",
            "queryname",
            "asyncprogresstrackingenabled",
            "asyncprogresstrackingcheckpointintervalms",
            "_asyncprogresstrackingoverridesinksupportcheck");

    private SparkSinkOptions() {}

    /** The other settings. */
    static Map<String, String> without(Map<String, String> settings) {
        Map<String, String> others = new HashMap<>(settings);
        others.keySet().removeIf(name -> NAMES.contains(name.toLowerCase(Locale.ROOT)));
        return others;
    }
}
