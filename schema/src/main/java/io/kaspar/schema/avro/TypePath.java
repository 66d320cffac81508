package io.kaspar.schema.avro;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** The records around a place in a schema, outermost first, and how often one of them may hold itself. Immutable. */
final class TypePath {
    private final @Nullable TypePath outer;
    private final String name;
    private final int maxRecursionDepth;

    private TypePath(@Nullable TypePath outer, String name, int maxRecursionDepth) {
        this.outer = outer;
        this.name = name;
        this.maxRecursionDepth = maxRecursionDepth;
    }

    /** Outside of any record. */
    static TypePath root(int maxRecursionDepth) {
        return new TypePath(null, "", maxRecursionDepth);
    }

    /** Inside of a value that is JSON text: every record in it is JSON text too. */
    static TypePath insideJson() {
        return root(-1);
    }

    TypePath enter(Schema fields) {
        return new TypePath(this, fields.getFullName(), maxRecursionDepth);
    }

    /** Whether the record lies inside itself so often already that here it is JSON text. */
    boolean isExhausted(Schema nested) {
        int occurrences = 0;
        for (TypePath path = this; path.outer != null; path = path.outer) {
            if (path.name.equals(nested.getFullName())) {
                occurrences++;
            }
        }
        return occurrences > maxRecursionDepth;
    }
}
