package io.kaspar.bench.limit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** All eleven fields of orders, by currency; strings are copied to where columns of theirs would be. */
final class GroupQuery extends RecordLoop {
    private static final int SLOT_COUNT = 64;
    private static final int COLUMN_LENGTH = 1 << 18;
    private static final long HASH_FACTOR = 0x9E3779B97F4A7C15L;
    private static final int HASH_SHIFT = Long.SIZE - 6;
    private static final int MAX_CURRENCY_LENGTH = 7;

    private final long[] currencies = new long[SLOT_COUNT];
    private final long[] counts = new long[SLOT_COUNT];
    private final double[] amounts = new double[SLOT_COUNT];
    private final long[] ids = new long[SLOT_COUNT];
    private final long[] customerIds = new long[SLOT_COUNT];
    private final long[] createdAt = new long[SLOT_COUNT];
    private final long[] paid = new long[SLOT_COUNT];
    private final long[] textLengths = new long[SLOT_COUNT];
    private final byte[] column = new byte[COLUMN_LENGTH];
    private int columnPosition;

    @Override
    void value(byte[] bytes, int start) {
        int position = start;
        long id = Varints.read(bytes, position);
        position = Varints.skip(bytes, position);
        long customerId = Varints.read(bytes, position);
        position = Varints.skip(bytes, position);
        int textLength = text(bytes, position);
        position = Varints.skipString(bytes, position);
        int quantity = Varints.readInt(bytes, position);
        position = Varints.skip(bytes, position);
        double price = Varints.readDouble(bytes, position);
        position += Double.BYTES;
        int slot = slot(currency(bytes, position));
        position = Varints.skipString(bytes, position);
        long created = Varints.read(bytes, position);
        position = Varints.skip(bytes, position);
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        textLength += text(bytes, position);
        position = Varints.skipString(bytes, position);
        if (bytes[position++] != 0) {
            textLength += text(bytes, position);
            position = Varints.skipString(bytes, position);
        }
        counts[slot]++;
        amounts[slot] += price * quantity;
        ids[slot] += id;
        customerIds[slot] = Math.max(customerIds[slot], customerId);
        createdAt[slot] = Math.max(createdAt[slot], created);
        paid[slot] += bytes[position];
        textLengths[slot] = Math.max(textLengths[slot], textLength);
    }

    private int text(byte[] bytes, int start) {
        int length = Varints.readInt(bytes, start);
        int position = Varints.skip(bytes, start);
        if (length > column.length - columnPosition) {
            columnPosition = 0;
        }
        System.arraycopy(bytes, position, column, columnPosition, length);
        columnPosition += length;
        return Varints.characters(bytes, position, length);
    }

    private static long currency(byte[] bytes, int position) {
        int length = bytes[position] >>> 1;
        if (length > MAX_CURRENCY_LENGTH) {
            throw new IllegalStateException("a currency of " + length + " bytes");
        }
        long currency = 0;
        for (int i = 1; i <= length; i++) {
            currency = currency << Byte.SIZE | (bytes[position + i] & 0xFF);
        }
        return currency;
    }

    private int slot(long currency) {
        int slot = (int) ((currency * HASH_FACTOR) >>> HASH_SHIFT);
        while (currencies[slot] != currency) {
            if (currencies[slot] == 0) {
                currencies[slot] = currency;
                break;
            }
            slot = (slot + 1) % SLOT_COUNT;
        }
        return slot;
    }

    @Override
    void merge(HandQuery other) {
        GroupQuery more = (GroupQuery) other;
        for (int i = 0; i < SLOT_COUNT; i++) {
            if (more.currencies[i] != 0) {
                int slot = slot(more.currencies[i]);
                counts[slot] += more.counts[i];
                amounts[slot] += more.amounts[i];
                ids[slot] += more.ids[i];
                customerIds[slot] = Math.max(customerIds[slot], more.customerIds[i]);
                createdAt[slot] = Math.max(createdAt[slot], more.createdAt[i]);
                paid[slot] += more.paid[i];
                textLengths[slot] = Math.max(textLengths[slot], more.textLengths[i]);
            }
        }
    }

    @Override
    List<List<Object>> answer() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < SLOT_COUNT; i++) {
            if (currencies[i] != 0) {
                rows.add(List.of(
                        name(currencies[i]),
                        counts[i],
                        amounts[i],
                        ids[i],
                        customerIds[i],
                        createdAt[i],
                        paid[i],
                        textLengths[i]));
            }
        }
        return rows;
    }

    private static String name(long currency) {
        byte[] bytes = new byte[(Long.SIZE - Long.numberOfLeadingZeros(currency) + Byte.SIZE - 1) / Byte.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (currency >>> (Byte.SIZE * (bytes.length - 1 - i)));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
