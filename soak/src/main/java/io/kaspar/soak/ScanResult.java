package io.kaspar.soak;

import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Row;

/**
 * What a scan found.
 *
 * @param plan as the plan describes the scan
 * @param snapshot what each partition held when the query was planned
 * @param rows by partition, in the order in which they came
 * @param count of those, or the number that was counted
 * @param lostOffsets how many offsets it says were gone
 */
record ScanResult(
        String plan,
        Map<Integer, OffsetRange> snapshot,
        Map<Integer, List<FoundRecord>> rows,
        long count,
        long lostOffsets) {
    private static final Pattern SNAPSHOT = Pattern.compile("snapshot \\[([^\\]]*)\\]");
    private static final Pattern RANGE = Pattern.compile("(\\d+):(\\d+)-(\\d+)");
    private static final int PARTITION_COLUMN = 0;

    static ScanResult of(String plan, List<Row> rows, boolean counts, long lostOffsets) {
        Map<Integer, OffsetRange> snapshot = snapshot(plan);
        return counts
                ? new ScanResult(plan, snapshot, Map.of(), rows.get(0).getLong(0), lostOffsets)
                : of(snapshot, plan, rows, lostOffsets);
    }

    /** @param snapshot what was to be read */
    static ScanResult of(Map<Integer, OffsetRange> snapshot, String plan, List<Row> rows, long lostOffsets) {
        Map<Integer, List<FoundRecord>> found = new HashMap<>();
        for (Row row : rows) {
            found.computeIfAbsent(row.getInt(PARTITION_COLUMN), partition -> new ArrayList<>())
                    .add(FoundRecord.of(row));
        }
        return new ScanResult(plan, snapshot, found, rows.size(), lostOffsets);
    }

    /** As the plan shows it; empty when Spark found that nothing has to be scanned. */
    static Map<Integer, OffsetRange> snapshot(String plan) {
        Map<Integer, OffsetRange> snapshot = new HashMap<>();
        Matcher text = SNAPSHOT.matcher(plan);
        if (text.find()) {
            Matcher range = RANGE.matcher(text.group(1));
            while (range.find()) {
                snapshot.put(
                        Integer.valueOf(range.group(1)),
                        new OffsetRange(Long.parseLong(range.group(2)), Long.parseLong(range.group(3))));
            }
        }
        return snapshot;
    }
}
