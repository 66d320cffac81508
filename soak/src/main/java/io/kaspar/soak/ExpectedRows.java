package io.kaspar.soak;

import java.util.Set;

/**
 * What has to be in a topic of a statement, or of a stream.
 *
 * @param name what each row begins with
 * @param atomic whether no reader may see a part of it
 * @param rows what is behind the name
 */
record ExpectedRows(String name, Promise promise, boolean atomic, Set<String> rows) {
    ExpectedRows {
        rows = Set.copyOf(rows);
    }
}
