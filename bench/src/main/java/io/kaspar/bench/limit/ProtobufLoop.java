package io.kaspar.bench.limit;

import java.util.List;

/** A query over Protobuf orders: walks the records of a batch and goes to each value, whose end it has to know. */
abstract class ProtobufLoop extends HandQuery {
    private static final int FRAMING_LENGTH = 6;
    private static final int WIRE_TYPE_MASK = 7;

    final OrderGroups groups = new OrderGroups();

    @Override
    final void records(byte[] bytes, int start, int recordCount, long baseTimestamp) {
        int position = start;
        for (int i = 0; i < recordCount; i++) {
            int length = Varints.readInt(bytes, position);
            position = Varints.skip(bytes, position);
            int next = position + length;
            position = Varints.skip(bytes, position + 1); // attributes, timestamp delta
            position = Varints.skip(bytes, position); // offset delta
            position = Varints.skipString(bytes, position); // key
            int valueLength = Varints.readInt(bytes, position);
            position = Varints.skip(bytes, position);
            value(bytes, position + FRAMING_LENGTH, position + valueLength);
            position = next;
        }
    }

    /** Takes a value between two positions. */
    abstract void value(byte[] bytes, int start, int end);

    /** The bits of a number, which are a length or no zig-zag. */
    static long number(byte[] bytes, int position) {
        int part = bytes[position];
        if (part >= 0) {
            return part;
        }
        long word = Varints.word(bytes, position);
        return Varints.bits(word, Varints.length(word));
    }

    /** The position after a text or message. */
    static int skipText(byte[] bytes, int position) {
        int part = bytes[position];
        return part >= 0 ? position + 1 + part : Varints.skip(bytes, position) + (int) number(bytes, position);
    }

    /** The position after a field of a number below 16 that nobody knows. */
    static int skipField(byte[] bytes, int position) {
        return switch (bytes[position] & WIRE_TYPE_MASK) {
            case 0 -> Varints.skip(bytes, position + 1);
            case 1 -> position + 1 + Long.BYTES;
            case 2 -> skipText(bytes, position + 1);
            case 5 -> position + 1 + Integer.BYTES;
            default -> throw new IllegalStateException("no field of orders");
        };
    }

    @Override
    final void merge(HandQuery other) {
        groups.merge(((ProtobufLoop) other).groups);
    }

    @Override
    List<List<Object>> answer() {
        return groups.groups().map(OrderGroups.Group::row).toList();
    }
}
