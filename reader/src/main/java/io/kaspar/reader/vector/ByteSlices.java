package io.kaspar.reader.vector;

import io.kaspar.reader.record.RecordBuffer;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the bytes of each slot lie: in the task's records when they were put from there, else in copies kept here.
 *
 * <p>The records' array may be replaced by a larger one while a block is filled, so it is looked up at each access.
 */
final class ByteSlices {
    private static final byte[] NOTHING = {};

    private final RecordBuffer records;
    /** Positions in the records, or, complemented, in the copies. */
    private int[] positions;

    private int[] lengths;
    private byte[] copies = NOTHING;
    private int copiedLength;
    /** So much of the copies outlives a reset. */
    private int keptLength;

    private final IdentityHashMap<byte[] @Nullable [], int[]> symbolPositions = new IdentityHashMap<>();
    private byte[] @Nullable [] lastSymbols = {};
    private int[] lastPositions = {};

    ByteSlices(RecordBuffer records, int capacity) {
        this.records = records;
        positions = new int[capacity];
        lengths = new int[capacity];
    }

    void set(int slot, byte[] source, int position, int length) {
        positions[slot] = source == records.bytes() ? position : ~copy(source, position, length);
        lengths[slot] = length;
    }

    /** Keeps one copy of all symbols for the life of this, and lets slots point to it. */
    void setSymbol(int slot, byte[] @Nullable [] symbols, int index) {
        if (symbols != lastSymbols) {
            lastPositions = symbolPositions.computeIfAbsent(symbols, this::keep);
            lastSymbols = symbols;
        }
        positions[slot] = lastPositions[index];
        lengths[slot] = Objects.requireNonNull(symbols[index]).length;
    }

    /** Everything copied so far stays where it is, with the symbols behind it. */
    private int[] keep(byte[] @Nullable [] symbols) {
        int[] kept = new int[symbols.length];
        for (int i = 0; i < kept.length; i++) {
            byte[] symbol = symbols[i];
            kept[i] = symbol == null ? 0 : ~copy(symbol, 0, symbol.length);
        }
        keptLength = copiedLength;
        return kept;
    }

    private int copy(byte[] source, int position, int length) {
        int needed = Math.addExact(copiedLength, length);
        if (needed > copies.length) {
            copies = Arrays.copyOf(
                    copies, (int) Math.min(Integer.MAX_VALUE - Long.BYTES, Math.max(needed, 2L * needed)));
        }
        System.arraycopy(source, position, copies, copiedLength, length);
        int copyPosition = copiedLength;
        copiedLength = needed;
        return copyPosition;
    }

    byte[] bytes(int slot) {
        return positions[slot] >= 0 ? records.bytes() : copies;
    }

    /** In {@link #bytes}. */
    int position(int slot) {
        int position = positions[slot];
        return position >= 0 ? position : ~position;
    }

    int length(int slot) {
        return lengths[slot];
    }

    void resize(int capacity) {
        positions = Arrays.copyOf(positions, capacity);
        lengths = Arrays.copyOf(lengths, capacity);
    }

    void reset() {
        copiedLength = keptLength;
    }
}
