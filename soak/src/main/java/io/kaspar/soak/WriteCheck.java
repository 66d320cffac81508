package io.kaspar.soak;

import io.kaspar.soak.WrittenRows.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Compares what committed readers see of a write with what it was to write. */
final class WriteCheck {
    /** A coordinator that has a transaction's end in its log may be away, and tells the leaders when it is back. */
    private static final long LONGEST_PARTING_MS = 60_000;

    private static final int MOST_NAMED = 5;

    private final ExpectedRows expected;
    private final WrittenRows written;
    private final List<String> differences = new ArrayList<>();

    WriteCheck(ExpectedRows expected, WrittenRows written) {
        this.expected = expected;
        this.written = written;
    }

    /** What differs, in words; nothing when all is well. */
    List<String> differences() {
        Map<String, List<Place>> found = new TreeMap<>(written.of(expected.name()));
        require("nobody wrote", found, row -> !expected.rows().contains(row));
        boolean mayBeNone = expected.promise() == Promise.ONCE_OR_NONE && found.isEmpty();
        if (!mayBeNone) {
            Set<String> lost = new TreeSet<>(expected.rows());
            lost.removeAll(found.keySet());
            if (!lost.isEmpty()) {
                differ("lost", lost.size(), lost.stream().limit(MOST_NAMED).toList());
            }
        }
        if (expected.promise() != Promise.AT_LEAST_ONCE) {
            require(
                    "more than once",
                    found,
                    row -> found.getOrDefault(row, List.of()).size() > 1);
        }
        if (expected.atomic()) {
            requireSeenAtOnce(found);
        }
        return List.copyOf(differences);
    }

    private void require(String what, Map<String, List<Place>> found, Predicate<String> isWrong) {
        List<String> wrong = found.keySet().stream().filter(isWrong).toList();
        if (!wrong.isEmpty()) {
            differ(
                    what,
                    wrong.size(),
                    wrong.stream()
                            .limit(MOST_NAMED)
                            .map(row -> row + " at " + found.get(row))
                            .toList());
        }
    }

    private void differ(String what, int count, List<String> examples) {
        differences.add(expected.name() + " (" + expected.promise() + "): " + count + " of "
                + expected.rows().size() + " rows " + what + ", as " + examples);
    }

    /** In each partition at once; in all of them soon after each other, whoever dies. */
    private void requireSeenAtOnce(Map<String, List<Place>> found) {
        Map<Integer, LongSummaryStatistics> offsets = found.values().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Place::partition, Collectors.summarizingLong(Place::offset)));
        LongSummaryStatistics sinceMs = new LongSummaryStatistics();
        offsets.forEach((partition, held) -> {
            Map<Long, Long> ends = written.endsWithin(partition, held.getMin(), held.getMax());
            if (!ends.isEmpty()) {
                differences.add(expected.name() + ": a part was seen of offsets " + held.getMin() + " to "
                        + held.getMax() + " of partition " + partition + ", when readers' ends and times were " + ends);
            }
            sinceMs.accept(written.visibleSinceMs(partition, held.getMax()));
        });
        if (sinceMs.getCount() > 0 && sinceMs.getMax() - sinceMs.getMin() > LONGEST_PARTING_MS) {
            differences.add(expected.name() + ": seen in one partition at " + sinceMs.getMin() + ", in another one at "
                    + sinceMs.getMax());
        }
    }
}
