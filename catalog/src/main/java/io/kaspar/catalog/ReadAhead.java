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

    private final Map<String, Integer> places = new HashMap<>();
    private List<String> listed = List.of();
    private int last = -1;
    private int run;
    private int ahead;

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
    }

    /** The topics that are expected after this one, itself among them; empty when none are, or these were told before. */
    synchronized List<String> expected(String topic) {
        Integer place = places.get(topic);
        if (place == null) {
            return List.of();
        }
        run = place == last + 1 ? run + 1 : 1;
        last = place;
        if (run < RUN || place < ahead) {
            return List.of();
        }
        ahead = Math.min(listed.size(), place + MOST_AHEAD);
        return listed.subList(place, ahead);
    }
}
