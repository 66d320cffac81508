package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LastOffsetsTest {
    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Set<Long> found(LastOffsets table, long end) {
        OffsetSet set = new OffsetSet();
        table.addTo(set);
        Set<Long> found = new TreeSet<>();
        for (long offset = 0; offset < end; offset++) {
            if (set.contains(offset)) {
                found.add(offset);
            }
        }
        assertThat(set.size()).isEqualTo(found.size());
        return found;
    }

    /** Hashes of two values only, so that nearly all keys collide. */
    @Test
    void tellsKeysApartByTheirBytesWhateverTheirHashes() {
        LastOffsets table = new LastOffsets();
        Map<String, Long> expected = new HashMap<>();
        for (long offset = 0; offset < 6_000; offset++) {
            String key = "k".repeat(random.nextInt(3)) + random.nextInt(900);
            byte[] padded = bytes("xy" + key + "z");
            int hash = key.hashCode() % 2;
            if (random.nextInt(4) == 0) {
                table.remove(padded, 2, padded.length - 3, hash);
                expected.remove(key);
            } else {
                table.put(padded, 2, padded.length - 3, hash, offset);
                expected.put(key, offset);
            }
        }
        assertThat(found(table, 6_000)).as("seed %s", seed).isEqualTo(new TreeSet<>(expected.values()));
    }

    @Test
    void keepsKeysOfAnyLength() {
        LastOffsets table = new LastOffsets();
        byte[] large = new byte[3 << 20];
        table.put(new byte[0], 0, 0, 1, 0);
        table.put(large, 0, large.length, 1, 1);
        table.put(large, 0, large.length - 1, 1, 2);
        table.put(new byte[1], 0, 1, 1, 3);
        table.put(new byte[0], 0, 0, 1, 4);
        table.put(large, 0, large.length, 1, 5);
        assertThat(found(table, 10)).containsExactly(2L, 3L, 4L, 5L);
        assertThat(table.bytes()).isGreaterThan(2L * large.length);
    }

    /** The documentation promises no more. */
    @Test
    void takesNoMoreForAKeyThanItSays() {
        LastOffsets table = new LastOffsets();
        int keys = 200_000;
        long keyBytes = 0;
        for (int number = 0; number < keys; number++) {
            byte[] key = bytes("customer-" + number);
            keyBytes += key.length;
            table.put(key, 0, key.length, new KeyHash(0x5DEECE66DL).of(key, 0, key.length), number);
        }
        assertThat(table.bytes()).isLessThan(64L * keys + keyBytes + (2 << 20));
    }

    @Test
    void splitsKeysIntoSharesThatHoldEachOnce() {
        KeyHash keyHash = KeyHash.random();
        List<KeyShare> shares = new ArrayList<>(List.of(KeyShare.ALL));
        for (int split = 0; split < 5; split++) {
            KeyShare share = shares.remove(random.nextInt(shares.size()));
            shares.add(share.half());
            shares.add(share.otherHalf());
        }
        LastOffsets table = new LastOffsets();
        TreeSet<Long> offsets = new TreeSet<>();
        for (long offset = 0; offset < 5_000; offset++) {
            byte[] key = bytes("key " + offset);
            table.put(key, 0, key.length, keyHash.of(key, 0, key.length), offset);
            offsets.add(offset);
        }
        TreeSet<Long> together = new TreeSet<>();
        for (KeyShare share : shares) {
            Set<Long> part = found(table.only(share), 5_000);
            assertThat(part).as("%s", share).hasSizeBetween(20, 4_000);
            assertThat(together).doesNotContainAnyElementsOf(part);
            together.addAll(part);
        }
        assertThat(together).isEqualTo(offsets);
    }
}
