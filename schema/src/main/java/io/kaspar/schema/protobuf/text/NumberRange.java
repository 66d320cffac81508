package io.kaspar.schema.protobuf.text;

/** Numbers of fields that are kept for something. Both ends are included, as {@code .proto} files say them. */
record NumberRange(int first, int last) {
    /** The greatest number that a field can have. */
    static final int MAX = (1 << 29) - 1;

    /**
     * As the parser prints it.
     *
     * @param text {@code 5}, or {@code 5..9}
     */
    static NumberRange parse(String text) {
        String[] ends = text.split("\\.\\.", -1);
        return new NumberRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    /** The number itself, or the first one behind the range where it lies in it. */
    int behind(int number) {
        return first <= number && number <= last ? last + 1 : number;
    }
}
