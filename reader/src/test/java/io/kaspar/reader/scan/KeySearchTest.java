package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.KeySet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySearchTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean has(KeySet keys, String key) {
        byte[] among = bytes("<" + key + ">");
        return new KeySearch(keys).has(among, 1, among.length - 2);
    }

    private static boolean hasNull(KeySet keys) {
        return new KeySearch(keys).has(new byte[3], 1, -1);
    }

    @Test
    void findsKeysAmongOtherBytes() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int count : List.of(0, 1, 2, 3, 7, 8, 100, 5_000)) {
            Set<String> keys = new HashSet<>();
            while (keys.size() < count) {
                keys.add(Integer.toString(random.nextInt(20_000), 36));
            }
            List<byte[]> named = keys.stream().map(KeySearchTest::bytes).toList();
            KeySearch in = new KeySearch(KeySet.of(named, false));
            KeySearch out = new KeySearch(KeySet.allBut(named, true));
            for (int number = 0; number < 20_000; number++) {
                String key = Integer.toString(number, 36);
                byte[] among = bytes("k" + key + "k");
                assertThat(in.has(among, 1, among.length - 2))
                        .as("seed %d", seed)
                        .isEqualTo(keys.contains(key));
                assertThat(out.has(among, 1, among.length - 2)).isNotEqualTo(keys.contains(key));
            }
        }
    }

    @Test
    void anEmptyKeyIsNotNull() {
        assertThat(has(KeySet.of(List.of(new byte[0]), false), "")).isTrue();
        assertThat(hasNull(KeySet.of(List.of(new byte[0]), false))).isFalse();
        assertThat(has(KeySet.of(List.of(), true), "")).isFalse();
        assertThat(hasNull(KeySet.of(List.of(), true))).isTrue();
        assertThat(has(KeySet.allBut(List.of(new byte[0]), true), "")).isFalse();
        assertThat(hasNull(KeySet.allBut(List.of(new byte[0]), true))).isTrue();
        assertThat(has(KeySet.ALL, "")).isTrue();
        assertThat(hasNull(KeySet.ALL)).isTrue();
    }

    /** Tasks are compared on the driver, so that Spark runs equal ones once; and never show keys. */
    @Test
    void setsAreEqualWhereTheirKeysAre() throws IOException, ClassNotFoundException {
        KeySet keys = KeySet.of(List.of(bytes("secret"), bytes("a")), true);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(new ArrayList<>(List.of(keys, KeySet.ALL)));
        List<?> back = (List<?>) new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();

        assertThat(back).isEqualTo(List.of(KeySet.of(List.of(bytes("a"), bytes("secret")), true), KeySet.ALL));
        assertThat(((KeySet) back.get(1)).isAll()).isTrue();
        assertThat(keys)
                .isNotEqualTo(KeySet.of(List.of(bytes("a")), true))
                .isNotEqualTo(KeySet.of(List.of(bytes("secret"), bytes("a")), false))
                .isNotEqualTo(KeySet.allBut(List.of(bytes("secret"), bytes("a")), true));
        assertThat(keys.toString()).doesNotContain("secret").contains("2 keys");
    }
}
