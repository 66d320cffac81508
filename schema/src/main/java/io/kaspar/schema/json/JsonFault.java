package io.kaspar.schema.json;

/**
 * What is wrong with a payload, on its way out of the values inside values, each of which adds its name to the path. The root
 * makes the exception of it.
 */
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int place;
    private final StringBuilder path = new StringBuilder();

    /**
     * @param place of the byte that is wrong, in the buffer
     * @param what kind of value or byte is there, never the payload's content
     */
    JsonFault(int place, String what) {
        super(what, null, false, false);
        this.place = place;
    }

    /** A value of a kind that the column does not take. */
    static JsonFault wrongKind(byte[] bytes, int place, String columnType) {
        return new JsonFault(place, kindAt(bytes, place) + " where the column is " + columnType);
    }

    /** A value of the right kind that the column does not take all the same. */
    static JsonFault unfit(int place, String what, String columnType) {
        return new JsonFault(place, what + " that does not fit a column of type " + columnType);
    }

    int place() {
        return place;
    }

    JsonFault inMember(String column) {
        path.insert(0, startsWithName() ? column + "." : column);
        return this;
    }

    JsonFault inElement(int index) {
        path.insert(0, (startsWithName() ? "." : "")).insert(0, "[" + index + "]");
        return this;
    }

    /** A value of a map: its key is content. */
    JsonFault inMap() {
        path.insert(0, (startsWithName() ? "." : "")).insert(0, "[…]");
        return this;
    }

    /** With the way to the value, as {@code items[3].price}. */
    String describe() {
        return path.length() == 0 ? what() : path + ": " + what();
    }

    private String what() {
        return String.valueOf(getMessage());
    }

    private boolean startsWithName() {
        return path.length() > 0 && path.charAt(0) != '[';
    }

    private static String kindAt(byte[] bytes, int place) {
        return switch (bytes[place]) {
            case '"' -> "a string";
            case '{' -> "an object";
            case '[' -> "an array";
            case 't', 'f' -> "a boolean";
            case 'n' -> "null";
            default -> "a number";
        };
    }
}
