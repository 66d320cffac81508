package io.kaspar.schema.program;

import java.util.IdentityHashMap;

/** Tells how deep skips lie in each other. */
final class SkipHeights {
    /** The answer for what holds itself, or goes deeper than anybody's schema. */
    static final int ENDLESS = Integer.MAX_VALUE;

    private static final int MAX_HEIGHT = 50;

    private final IdentityHashMap<Skip, Integer> known = new IdentityHashMap<>();

    int of(Skip skip) {
        Integer height = known.get(skip);
        if (height != null) {
            return height;
        }
        known.put(skip, ENDLESS); // what a skip that holds itself finds
        int highestPart = 0;
        for (Skip part : skip.parts()) {
            highestPart = Math.max(highestPart, of(part));
        }
        int found = highestPart >= MAX_HEIGHT ? ENDLESS : highestPart + 1;
        known.put(skip, found);
        return found;
    }
}
