package io.kaspar.soak;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison came to.
 *
 * @param recordsCompared found, and seen by the witness too
 * @param byContentOnly found where the witness had no chance, and sound by what they say of themselves
 * @param compactedAway not found, and superseded by others
 * @param missed not found, where that may have a reason
 * @param differences in words; none when all is well
 */
record Verdict(long recordsCompared, long byContentOnly, long compactedAway, long missed, List<String> differences) {
    static final Verdict NOTHING = new Verdict(0, 0, 0, 0, List.of());

    Verdict {
        differences = List.copyOf(differences);
    }

    static Verdict different(String difference) {
        return new Verdict(0, 0, 0, 0, List.of(difference));
    }

    boolean isGood() {
        return differences.isEmpty();
    }

    Verdict and(Verdict other) {
        List<String> all = new ArrayList<>(differences);
        all.addAll(other.differences);
        return new Verdict(
                recordsCompared + other.recordsCompared,
                byContentOnly + other.byContentOnly,
                compactedAway + other.compactedAway,
                missed + other.missed,
                all);
    }
}
