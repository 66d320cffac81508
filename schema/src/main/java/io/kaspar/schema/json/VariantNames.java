package io.kaspar.schema.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The names of a variant's members, numbered as they appear. Names are kept from one payload to the next, and so are the bytes of
 * the metadata: most payloads of a topic have the same names.
 */
final class VariantNames {
    /** Topics whose names are data would fill the memory. */
    private static final int MOST_KEPT = 2_048;

    private static final int MOST_KEPT_BYTES = 1 << 17;
    private static final int VERSION = 1;
    private static final int OFFSET_SIZE_SHIFT = 6;
    private static final Comparator<VariantName> BY_TEXT = Comparator.comparing(VariantName::text);

    private final NameHash hashes = new NameHash();
    private @Nullable VariantName[] table = new VariantName[256];
    private final List<VariantName> known = new ArrayList<>();
    private int keptBytes;
    private int rankedCount;

    private VariantName[] used = new VariantName[64];
    private int usedCount;
    private int usedBytes;
    private int payload;

    private final VariantBytes metadata = new VariantBytes();
    private VariantName[] written = new VariantName[0];
    private byte[] writtenBytes = new byte[0];

    /** Begins with the next payload. */
    void clear() {
        payload++;
        usedCount = 0;
        usedBytes = 0;
        if (known.size() > MOST_KEPT || keptBytes > MOST_KEPT_BYTES) {
            table = new VariantName[256];
            known.clear();
            keptBytes = 0;
            rankedCount = 0;
        } else if (rankedCount < known.size()) {
            rank();
        }
    }

    private void rank() {
        known.sort(BY_TEXT);
        for (int i = 0; i < known.size(); i++) {
            known.get(i).setRank(i);
        }
        rankedCount = known.size();
    }

    /** The name of these bytes, which has a number in this payload from now on. */
    VariantName use(byte[] bytes, int position, int length) {
        VariantName name = find(bytes, position, length);
        if (name.payload() != payload) {
            if (usedCount == used.length) {
                used = Arrays.copyOf(used, 2 * usedCount);
            }
            used[usedCount] = name;
            usedBytes += length;
            name.number(payload, usedCount++);
        }
        return name;
    }

    private VariantName find(byte[] bytes, int position, int length) {
        int hash = hashes.of(bytes, position, length);
        int slot = slotOf(hash);
        for (VariantName name = table[slot]; name != null; name = table[slot]) {
            if (name.is(hash, bytes, position, length)) {
                return name;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        VariantName name = new VariantName(Arrays.copyOfRange(bytes, position, position + length), hash);
        table[slot] = name;
        known.add(name);
        keptBytes += length;
        if (2 * known.size() > table.length) {
            grow();
        }
        return name;
    }

    private int slotOf(int hash) {
        return hash & (table.length - 1);
    }

    private void grow() {
        table = new VariantName[2 * table.length];
        for (VariantName name : known) {
            int slot = slotOf(name.hash());
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = name;
        }
    }

    /** The length of {@link #metadata}. */
    long metadataLength() {
        return 1L + (long) (usedCount + 2) * offsetSize() + usedBytes;
    }

    private int offsetSize() {
        return VariantBytes.sizeOf(Math.max(usedBytes, usedCount));
    }

    /** A variant's metadata with the names of this payload; the array stays as it is. */
    byte[] metadata() {
        if (writtenBytes.length == 0 || !Arrays.equals(used, 0, usedCount, written, 0, written.length)) {
            write();
        }
        return writtenBytes;
    }

    private void write() {
        int offsetSize = offsetSize();
        metadata.clear();
        metadata.put(VERSION | (offsetSize - 1) << OFFSET_SIZE_SHIFT);
        metadata.put(usedCount, offsetSize);
        int offset = 0;
        for (int i = 0; i < usedCount; i++) {
            metadata.put(offset, offsetSize);
            offset += used[i].utf8().length;
        }
        metadata.put(offset, offsetSize);
        for (int i = 0; i < usedCount; i++) {
            metadata.put(used[i].utf8(), 0, used[i].utf8().length);
        }
        written = Arrays.copyOf(used, usedCount);
        writtenBytes = Arrays.copyOf(metadata.bytes(), metadata.length());
    }
}
