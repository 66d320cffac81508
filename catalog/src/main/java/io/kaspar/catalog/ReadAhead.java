package io.kaspar.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Notices that somebody loads tables one after the other in the order of a list, and says which come next, so that they can be
 * asked for together. Thread-safe; lists that are loaded by two threads at once are noticed later.
 */
final class ReadAhead {
    /** After so many in a row the next ones are expected. */
    private static final int RUN = 3;

    /** So few that they are loaded before what was asked about them is forgotten ({@code metadata-ttl}). */
    private static final int MOST_AHEAD = 100;

    /** So many before the end of what was asked for the ones after them are expected soon. */
    private static final int SOON = MOST_AHEAD / 2;

    private final Map<String, Integer> places = new HashMap<>();
    private List<String> listed = List.of();
    private int last = -1;
    private int run;
    private int ahead;
    private int told;

    /**
     * Which topics will be loaded.
     *
     * @param now the one that is loaded now, and those behind it
     * @param soon those that come after some others
     */
    record Expected(List<String> now, List<String> soon) {
        static final Expected NOTHING = new Expected(List.of(), List.of());
    }

    /** Takes note of a list that was shown. */
    synchronized void listed(List<String> topics) {
        listed = List.copyOf(topics);
        places.clear();
        for (int place = 0; place < listed.size(); place++) {
            places.put(listed.get(place), place);
        }
        last = -1;
        run = 0;
        ahead = 0;
        told = 0;
    }

    /** Whether the topic is in the list that was shown last. */
    synchronized boolean isListed(String topic) {
        return places.containsKey(topic);
    }

    /** What is expected when this topic is loaded; nothing when it was told before. What was told as soon is told as now once more. */
    synchronized Expected expected(String topic) {
        Integer place = places.get(topic);
        if (place == null || place == last) { // the tables of one topic's record types come one after the other
            return Expected.NOTHING;
        }
        run = place == last + 1 ? run + 1 : 1;
        last = place;
        if (run < RUN) {
            return Expected.NOTHING;
        }
        if (place >= ahead) {
            ahead = end(place);
            told = ahead;
            return new Expected(listed.subList(place, ahead), List.of());
        }
        if (place >= ahead - SOON && told == ahead && ahead < listed.size()) {
            told = end(ahead);
            return new Expected(List.of(), listed.subList(ahead, told));
        }
        return Expected.NOTHING;
    }

    private int end(int start) {
        return Math.min(listed.size(), start + MOST_AHEAD);
    }
}
