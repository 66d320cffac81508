package io.kaspar.schema.resolve;

import java.util.HashSet;
import java.util.Set;

/**
 * Ids and GUIDs that the registry does not know, found by one task. Payloads that are not framed at all name one each; after
 * so many of them nobody asks any more, and every further id that is not known yet counts as unknown.
 */
final class UnknownIds {
    static final int MAX_ASKED = 200;

    private final Set<Object> ids = new HashSet<>();

    boolean isUnknown(Object id) {
        return isFull() || ids.contains(id);
    }

    /** Whether too many were unknown for any other one to be asked for. */
    boolean isFull() {
        return ids.size() >= MAX_ASKED;
    }

    void add(Object id) {
        ids.add(id);
    }
}
