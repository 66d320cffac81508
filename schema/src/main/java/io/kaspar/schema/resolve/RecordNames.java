package io.kaspar.schema.resolve;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;

/** Which record types the values of a topic are said to be of. */
public sealed interface RecordNames extends Serializable {
    RecordNames UNSAID = new Unsaid();
    RecordNames ALL = new All();

    /** Nothing is said: what the registry has decides. */
    record Unsaid() implements RecordNames {}

    /** All that the topic's subjects, or its only subject, have. */
    record All() implements RecordNames {}

    /**
     * These.
     *
     * @param fullNames at least one, none twice
     */
    record Listed(List<String> fullNames) implements RecordNames {
        public Listed {
            fullNames = List.copyOf(new LinkedHashSet<>(fullNames));
            if (fullNames.isEmpty() || fullNames.contains("")) {
                throw new IllegalArgumentException("a record needs a name");
            }
        }
    }
}
