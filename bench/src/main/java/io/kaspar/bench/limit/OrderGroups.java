package io.kaspar.bench.limit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sums and greatest values of orders, by currency; strings are copied to where columns of theirs would be. */
final class OrderGroups {
    private static final int SLOT_COUNT = 64;
    private static final int COLUMN_LENGTH = 1 << 18;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int HASH_SHIFT = Long.SIZE - 6;
    private static final int MAX_CURRENCY_LENGTH = 7;

    private final @Nullable Group[] slots = new @Nullable Group[SLOT_COUNT];
    private final byte[] column = new byte[COLUMN_LENGTH + Varints.PADDING];
    private int columnPosition;

    /** Copies a string, and returns how many characters it has. */
    int text(byte[] bytes, int start, int length) {
        int position = start;
        if (length > COLUMN_LENGTH - columnPosition) {
            columnPosition = 0;
        }
        byte[] target = column;
        int targetPosition = columnPosition;
        columnPosition = targetPosition + length;
        long all = 0;
        int left = length;
        for (; left > Long.BYTES; left -= Long.BYTES) {
            long word = Varints.word(bytes, position);
            Varints.putWord(target, targetPosition, word);
            all |= word;
            position += Long.BYTES;
            targetPosition += Long.BYTES;
        }
        if (left > 0) {
            long word = Varints.word(bytes, position);
            Varints.putWord(target, targetPosition, word); // what is too much is written over by the next string
            all |= Varints.first(word, left);
        }
        return Varints.isAscii(all) ? length : Varints.characters(bytes, position + left - length, length);
    }

    /** The group of a currency of so many bytes. */
    Group of(byte[] bytes, int position, int length) {
        if (length < 0 || length > MAX_CURRENCY_LENGTH) {
            throw new IllegalStateException("a currency of " + length + " bytes");
        }
        long name = length == 0 ? 0 : Varints.first(Varints.word(bytes, position), length);
        return group(name << Byte.SIZE | length);
    }

    private Group group(long currency) {
        int slot = (int) ((currency * HASH_FACTOR) >>> HASH_SHIFT);
        while (true) {
            Group group = slots[slot];
            if (group == null) {
                group = new Group(currency);
                slots[slot] = group;
                return group;
            }
            if (group.currency == currency) {
                return group;
            }
            slot = (slot + 1) % SLOT_COUNT;
        }
    }

    void merge(OrderGroups other) {
        other.groups().forEach(group -> group(group.currency).add(group));
    }

    Stream<Group> groups() {
        return Stream.of(slots).filter(Objects::nonNull);
    }

    static final class Group {
        /** Its length and its bytes. */
        private final long currency;

        long count;
        double amount;
        long ids;
        long lastCustomerId;
        long lastCreatedAt;
        long paid;
        long longestText;

        Group(long currency) {
            this.currency = currency;
        }

        void add(Group other) {
            count += other.count;
            amount += other.amount;
            ids += other.ids;
            lastCustomerId = Math.max(lastCustomerId, other.lastCustomerId);
            lastCreatedAt = Math.max(lastCreatedAt, other.lastCreatedAt);
            paid += other.paid;
            longestText = Math.max(longestText, other.longestText);
        }

        List<Object> row() {
            return List.of(name(), count, amount, ids, lastCustomerId, lastCreatedAt, paid, longestText);
        }

        String name() {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(currency)
                    .array();
            return new String(bytes, 1, bytes[0], StandardCharsets.UTF_8);
        }
    }
}
