package io.kaspar.schema.registry;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a registry is asked for the subjects of one topic alone, and not for its whole list. Thread-safe.
 *
 * <p>A list of 50,000 subjects is some megabytes, which one topic needs a few of. Many topics have it once for all.
 */
final class SubjectPrefixes {
    /** So many topics are asked for alone. */
    static final int MOST = 16;

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private volatile boolean areIgnored;

    /** Whether to ask for the subjects that start so. */
    boolean mayAskFor(String prefix) {
        if (areIgnored || prefix.isEmpty()) {
            return false;
        }
        return asked.contains(prefix) || (asked.size() < MOST && asked.add(prefix));
    }

    /** The registry answered with other subjects, too. */
    void areIgnored() {
        areIgnored = true;
    }
}
