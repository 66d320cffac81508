package io.kaspar.bench.limit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All eleven fields of orders, by currency; strings are copied to where columns of theirs would be. */
final class GroupQuery extends RecordLoop {
    private static final int SLOT_COUNT = 64;
    private static final int COLUMN_LENGTH = 1 << 18;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int HASH_SHIFT = Long.SIZE - 6;
    private static final int MAX_CURRENCY_LENGTH = 7;

    private final @Nullable Group[] slots = new @Nullable Group[SLOT_COUNT];
    private final byte[] column = new byte[COLUMN_LENGTH + Varints.PADDING];
    private int columnPosition;

    @Override
    void value(byte[] bytes, int start) {
        int position = start;
        long idWord = Varints.word(bytes, position);
        int idLength = Varints.length(idWord);
        position += idLength;
        long customerWord = Varints.word(bytes, position);
        int customerLength = Varints.length(customerWord);
        position += customerLength;
        int textLength = text(bytes, position);
        position = Varints.skipString(bytes, position);
        int quantity = Varints.readInt(bytes, position);
        position = Varints.skip(bytes, position);
        double price = Varints.readDouble(bytes, position);
        position += Double.BYTES;
        Group group = group(currency(bytes, position));
        position = Varints.skipString(bytes, position);
        long createdWord = Varints.word(bytes, position);
        int createdLength = Varints.length(createdWord);
        position += createdLength;
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        if (bytes[position++] != 0) {
            textLength += text(bytes, position);
            position = Varints.skipString(bytes, position);
        }
        group.count++;
        group.amount += price * quantity;
        group.ids += Varints.number(idWord, idLength);
        group.lastCustomerId = Math.max(group.lastCustomerId, Varints.number(customerWord, customerLength));
        group.lastCreatedAt = Math.max(group.lastCreatedAt, Varints.number(createdWord, createdLength));
        group.paid += bytes[position];
        group.longestText = Math.max(group.longestText, textLength);
    }

    /** Copies a string, and returns how many characters it has. */
    private int text(byte[] bytes, int start) {
        int length = Varints.readInt(bytes, start);
        int position = Varints.skip(bytes, start);
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

    /** Its length and its bytes, in one word. */
    private static long currency(byte[] bytes, int position) {
        int length = bytes[position] >>> 1;
        if (length < 0 || length > MAX_CURRENCY_LENGTH) {
            throw new IllegalStateException("a currency of " + length + " bytes");
        }
        return Varints.first(Varints.word(bytes, position), length + 1);
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

    @Override
    void merge(HandQuery other) {
        ((GroupQuery) other).groups().forEach(group -> group(group.currency).add(group));
    }

    @Override
    List<List<Object>> answer() {
        return groups().map(Group::row).toList();
    }

    private Stream<Group> groups() {
        return Stream.of(slots).filter(Objects::nonNull);
    }

    private static final class Group {
        private final long currency;
        private long count;
        private double amount;
        private long ids;
        private long lastCustomerId;
        private long lastCreatedAt;
        private long paid;
        private long longestText;

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

        private String name() {
            byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(currency)
                    .array();
            return new String(bytes, 1, bytes[0] >>> 1, StandardCharsets.UTF_8);
        }
    }
}
