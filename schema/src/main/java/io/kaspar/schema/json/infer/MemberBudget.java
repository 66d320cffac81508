package io.kaspar.schema.json.infer;

import io.kaspar.schema.format.SchemaException;

/** How many members all objects of a sample may have together. */
final class MemberBudget {
    private static final int MOST_MEMBERS = 2000;

    private int taken;

    void take() throws SchemaException {
        taken++;
        if (taken > MOST_MEMBERS) {
            throw new SchemaException("their objects have more than " + MOST_MEMBERS
                    + " members: some names may be values, such as ids, for which a MAP is the right column");
        }
    }
}
