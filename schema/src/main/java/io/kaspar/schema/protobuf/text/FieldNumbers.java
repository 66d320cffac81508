package io.kaspar.schema.protobuf.text;

import io.kaspar.schema.format.SchemaException;

/** Gives fields their numbers: behind all that the message ever used, and none that is kept for something else. */
final class FieldNumbers {
    /** Protobuf's own use of these is private to its implementations. */
    private static final NumberRange OF_PROTOBUF = new NumberRange(19_000, 19_999);

    private final UsedNumbers used;
    private int last;

    FieldNumbers(UsedNumbers used) {
        this.used = used;
        this.last = used.highest();
    }

    static FieldNumbers fromOne() {
        return new FieldNumbers(new UsedNumbers());
    }

    int next(String place) throws SchemaException {
        int number = used.behind(OF_PROTOBUF.behind(last + 1));
        number = used.behind(OF_PROTOBUF.behind(number));
        if (number > NumberRange.MAX) {
            throw new SchemaException(
                    place + ": the message has no number left for a field behind those that it ever had");
        }
        last = number;
        return number;
    }
}
