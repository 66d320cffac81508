package io.kaspar.reader.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last offset of each key, keys compared byte by byte: a hash table, open addressed. Keeps a copy of each key. Not thread-safe.
 *
 * <p>A key takes its own bytes and 32 to 64 beside them, and more for a moment while the table grows.
 */
final class LastOffsets {
    private static final int ENTRY_BYTES = 4 + 8 + 4 + 8;
    private static final int SLOT_BYTES = 4;
    private static final int SLOTS_PER_ENTRY = 2;
    private static final int FIRST_ENTRIES = 1 << 10;
    private static final int MOST_ENTRIES = 1 << 29;
    private static final int MOST_PAGE_BYTES = 1 << 20;
    private static final int FIRST_PAGE_BYTES = 1 << 9;
    /** Spreads hashes that are alike in their last bits, as those of a share of keys are. */
    private static final int SPREAD = 0x9E3779B9;

    private static final long GONE = -1;

    private final List<byte[]> pages = new ArrayList<>();
    private int nextPageBytes = FIRST_PAGE_BYTES;
    private int pageUsed;
    private long pageBytes;

    private int size;
    private int[] hashes = new int[FIRST_ENTRIES];
    private long[] places = new long[FIRST_ENTRIES];
    private int[] lengths = new int[FIRST_ENTRIES];
    private long[] offsets = new long[FIRST_ENTRIES];
    /** The number of an entry and 1, 0 for none. */
    private int[] slots = new int[SLOTS_PER_ENTRY * FIRST_ENTRIES];

    /** Says that a key's last record is at an offset. */
    void put(byte[] bytes, int position, int length, int hash, long offset) {
        int slot = slot(bytes, position, length, hash);
        if (slots[slot] != 0) {
            offsets[slots[slot] - 1] = offset;
            return;
        }
        if (size == hashes.length) {
            grow();
            slot = slot(bytes, position, length, hash);
        }
        hashes[size] = hash;
        places[size] = copy(bytes, position, length);
        lengths[size] = length;
        offsets[size] = offset;
        slots[slot] = ++size;
    }

    /** Says that a key's last record removes it. */
    void remove(byte[] bytes, int position, int length, int hash) {
        int slot = slot(bytes, position, length, hash);
        if (slots[slot] != 0) {
            offsets[slots[slot] - 1] = GONE;
        }
    }

    /** Where a key is, or belongs. */
    private int slot(byte[] bytes, int position, int length, int hash) {
        int slot = first(hash);
        while (slots[slot] != 0 && !is(slots[slot] - 1, bytes, position, length, hash)) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private int first(int hash) {
        return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private boolean is(int entry, byte[] bytes, int position, int length, int hash) {
        if (hashes[entry] != hash || lengths[entry] != length) {
            return false;
        }
        byte[] page = pages.get((int) (places[entry] >>> Integer.SIZE));
        int start = (int) places[entry];
        return Arrays.equals(page, start, start + length, bytes, position, position + length);
    }

    private long copy(byte[] bytes, int position, int length) {
        if (pages.isEmpty() || pages.get(pages.size() - 1).length - pageUsed < length) {
            byte[] page = new byte[Math.max(length, nextPageBytes)];
            nextPageBytes = Math.min(MOST_PAGE_BYTES, 2 * nextPageBytes);
            pages.add(page);
            pageBytes += page.length;
            pageUsed = 0;
        }
        int place = pageUsed;
        System.arraycopy(bytes, position, pages.get(pages.size() - 1), place, length);
        pageUsed += length;
        return ((long) (pages.size() - 1) << Integer.SIZE) | place;
    }

    private void grow() {
        if (size == MOST_ENTRIES) {
            throw new IllegalStateException("more than " + MOST_ENTRIES + " keys at once");
        }
        hashes = Arrays.copyOf(hashes, 2 * size);
        places = Arrays.copyOf(places, 2 * size);
        lengths = Arrays.copyOf(lengths, 2 * size);
        offsets = Arrays.copyOf(offsets, 2 * size);
        slots = new int[SLOTS_PER_ENTRY * hashes.length];
        for (int entry = 0; entry < size; entry++) {
            int slot = first(hashes[entry]);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = entry + 1;
        }
    }

    /** What it takes of the heap. */
    long bytes() {
        return pageBytes + (long) hashes.length * (ENTRY_BYTES + SLOTS_PER_ENTRY * SLOT_BYTES);
    }

    /** Its keys of a share, in another table. */
    LastOffsets only(KeyShare share) {
        LastOffsets kept = new LastOffsets();
        for (int entry = 0; entry < size; entry++) {
            if (share.has(hashes[entry])) {
                byte[] page = pages.get((int) (places[entry] >>> Integer.SIZE));
                kept.put(page, (int) places[entry], lengths[entry], hashes[entry], offsets[entry]);
            }
        }
        return kept;
    }

    /** Adds the last offset of each key that is there. */
    void addTo(OffsetSet survivors) {
        for (int entry = 0; entry < size; entry++) {
            if (offsets[entry] != GONE) {
                survivors.add(offsets[entry]);
            }
        }
    }
}
