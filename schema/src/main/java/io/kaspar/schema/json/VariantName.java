package io.kaspar.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A name of a variant's members, and its number in the metadata of the payload that is being read. */
final class VariantName {
    private static final int NO_RANK = -1;

    private final byte[] utf8;
    private final int hash;

    /** Variants order names as Java orders strings, which is not the order of their bytes. */
    private final String text;

    private int rank = NO_RANK;
    private int payload;
    private int id;

    VariantName(byte[] utf8, int hash) {
        this.utf8 = utf8;
        this.hash = hash;
        this.text = new String(utf8, StandardCharsets.UTF_8);
    }

    byte[] utf8() {
        return utf8;
    }

    int hash() {
        return hash;
    }

    String text() {
        return text;
    }

    boolean is(int otherHash, byte[] bytes, int position, int length) {
        return hash == otherHash && Arrays.equals(utf8, 0, utf8.length, bytes, position, position + length);
    }

    /** The place among names in order, so that most comparisons look at numbers only. */
    void setRank(int place) {
        rank = place;
    }

    int compareTo(VariantName other) {
        return rank == NO_RANK || other.rank == NO_RANK
                ? text.compareTo(other.text)
                : Integer.compare(rank, other.rank);
    }

    /** The last payload that had the name. */
    int payload() {
        return payload;
    }

    void number(int inPayload, int number) {
        payload = inPayload;
        id = number;
    }

    int id() {
        return id;
    }
}
