package io.kaspar.writer;

import java.io.Serializable;
import java.util.List;

/** Which part of a row a payload is made of. */
public sealed interface RowPart extends Serializable {

    /** One column, whose null is a payload that is null. */
    record Column(int place) implements RowPart {}

    /**
     * A struct of these columns; never null.
     *
     * @param places the columns in the order of the struct's fields
     */
    record Columns(List<Integer> places) implements RowPart {
        public Columns {
            places = List.copyOf(places);
        }
    }
}
