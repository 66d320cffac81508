package io.kaspar.catalog.infer;

import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Records of one partition that are looked at.
 *
 * @param offsets where they are looked for
 * @param mostRecords how many are taken, from the first offset on
 */
record SamplePart(int partition, OffsetRange offsets, long mostRecords) {
    /** Each costs a few requests, one after the other. */
    private static final int MOST_PARTITIONS = 32;

    private record Partition(int number, OffsetRange offsets) {}

    /**
     * The first records and the newest ones of each partition, of the same number of each as far as it has them: what a topic
     * holds changes over time. Of many partitions only some, from the first to the last.
     *
     * @param ranges of all partitions
     * @param wanted how many records together
     */
    static List<SamplePart> of(SortedMap<Integer, OffsetRange> ranges, long wanted) {
        List<Partition> chosen = chosen(ranges, (int) Math.min(wanted, MOST_PARTITIONS));
        chosen.sort(Comparator.comparingLong(partition -> partition.offsets().offsetCount()));
        List<SamplePart> parts = new ArrayList<>();
        long left = wanted;
        for (int i = 0; i < chosen.size(); i++) {
            int partitionsLeft = chosen.size() - i;
            long share = (left + partitionsLeft - 1) / partitionsLeft;
            left -= add(parts, chosen.get(i), share);
        }
        return parts;
    }

    private static List<Partition> chosen(SortedMap<Integer, OffsetRange> ranges, int most) {
        List<Partition> filled = new ArrayList<>();
        for (Map.Entry<Integer, OffsetRange> range : ranges.entrySet()) {
            if (range.getValue().offsetCount() > 0) {
                filled.add(new Partition(range.getKey(), range.getValue()));
            }
        }
        int count = Math.min(most, filled.size());
        List<Partition> chosen = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            chosen.add(filled.get((int) ((long) i * filled.size() / count)));
        }
        return chosen;
    }

    private static long add(List<SamplePart> parts, Partition partition, long share) {
        OffsetRange all = partition.offsets();
        if (all.offsetCount() <= share) {
            parts.add(new SamplePart(partition.number(), all, share));
            return all.offsetCount();
        }
        long newest = (share + 1) / 2;
        long middle = all.endOffset() - newest;
        if (share > newest) {
            parts.add(new SamplePart(partition.number(), new OffsetRange(all.startOffset(), middle), share - newest));
        }
        parts.add(new SamplePart(partition.number(), new OffsetRange(middle, all.endOffset()), newest));
        return share;
    }
}
