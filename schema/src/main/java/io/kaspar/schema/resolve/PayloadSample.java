package io.kaspar.schema.resolve;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What the payloads were that columns were found by.
 *
 * @param objects JSON objects: the columns are theirs
 * @param others other JSON values
 * @param malformed no JSON, or not framed as the options say
 * @param absent records without a payload, or with JSON's null
 */
public record PayloadSample(int objects, int others, int malformed, int absent) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Of how many records they are. */
    public int records() {
        return objects + others + malformed + absent;
    }

    /** What was found, for users. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(records() + (records() == 1 ? " record" : " records"));
        add(parts, objects == records() ? 0 : objects, "with an object");
        add(parts, others, "with another JSON value");
        add(parts, malformed, "that cannot be read as JSON");
        add(parts, absent, "with null");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }
}
