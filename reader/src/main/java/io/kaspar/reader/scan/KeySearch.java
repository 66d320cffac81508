package io.kaspar.reader.scan;

import io.kaspar.reader.log.KeySet;
import java.util.Arrays;
import java.util.List;

/** Looks keys up in a set, where they lie among other bytes. */
final class KeySearch {
    private static final int NONE = -1;

    private final KeySet keys;
    private final KeyHash hash = KeyHash.random();
    private final byte[][] named;
    private final int shortest;
    private final int longest;
    /** Places in {@link #named} by hash, with room; {@link #NONE} where there is nothing. */
    private final int[] table;

    KeySearch(KeySet keys) {
        this.keys = keys;
        List<byte[]> all = keys.named();
        named = all.toArray(byte[][]::new);
        shortest = all.stream().mapToInt(key -> key.length).min().orElse(Integer.MAX_VALUE);
        longest = all.stream().mapToInt(key -> key.length).max().orElse(NONE);
        table = new int[Integer.highestOneBit(Math.max(1, named.length)) * 4];
        Arrays.fill(table, NONE);
        for (int index = 0; index < named.length; index++) {
            int slot = slot(named[index], 0, named[index].length);
            while (table[slot] != NONE) {
                slot = next(slot);
            }
            table[slot] = index;
        }
    }

    /** @param length -1 for no key */
    boolean has(byte[] bytes, int position, int length) {
        if (length < 0) {
            return keys.isNullIn();
        }
        return isNamed(bytes, position, length) != keys.areOthersIn();
    }

    private boolean isNamed(byte[] bytes, int position, int length) {
        if (length < shortest || length > longest) {
            return false;
        }
        for (int slot = slot(bytes, position, length); table[slot] != NONE; slot = next(slot)) {
            byte[] key = named[table[slot]];
            if (Arrays.equals(key, 0, key.length, bytes, position, position + length)) {
                return true;
            }
        }
        return false;
    }

    private int slot(byte[] bytes, int position, int length) {
        return hash.of(bytes, position, length) & (table.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (table.length - 1);
    }
}
