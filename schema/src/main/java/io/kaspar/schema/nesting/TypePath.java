package io.kaspar.schema.nesting;

import org.jspecify.annotations.Nullable;

/** The records around a place in a schema, outermost first. Immutable. */
public final class TypePath {
    private final @Nullable TypePath outer;
    private final String name;
    private final int cycle;
    private final Unfolding unfolding;
    private final int recordCount;
    private final boolean unfolded;

    private TypePath(@Nullable TypePath outer, String name, int cycle, Unfolding unfolding, boolean unfolded) {
        this.outer = outer;
        this.name = name;
        this.cycle = cycle;
        this.unfolding = unfolding;
        this.recordCount = outer == null ? 0 : outer.recordCount + 1;
        this.unfolded = unfolded;
    }

    /** Outside of any record. */
    public static TypePath root(Unfolding unfolding) {
        return new TypePath(null, "", TypeCycles.NONE, unfolding, false);
    }

    /** Inside of a named type. */
    public TypePath enter(String typeName) {
        int entered = unfolding.cycles().of(typeName);
        boolean again = entered != TypeCycles.NONE && countOfCycle(entered) > 0;
        return new TypePath(this, typeName, entered, unfolding, unfolded || again);
    }

    /** Whether this place is there only because a type holds itself, perhaps through others. */
    public boolean isUnfolded() {
        return unfolded;
    }

    /** Whether a record that stands here is JSON text, and has no columns. */
    public boolean isExhausted(String nested) {
        int nestedCycle = unfolding.cycles().of(nested);
        return recordCount > unfolding.maxRecords()
                || countOf(nested) > unfolding.maxOfName()
                || (nestedCycle != TypeCycles.NONE && countOfCycle(nestedCycle) > unfolding.maxOfCycle());
    }

    private int countOf(String nested) {
        int count = 0;
        for (TypePath path = this; path.outer != null; path = path.outer) {
            if (path.name.equals(nested)) {
                count++;
            }
        }
        return count;
    }

    private int countOfCycle(int nested) {
        int count = 0;
        for (TypePath path = this; path.outer != null; path = path.outer) {
            if (path.cycle == nested) {
                count++;
            }
        }
        return count;
    }
}
