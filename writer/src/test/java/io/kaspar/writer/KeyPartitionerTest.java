package io.kaspar.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class KeyPartitionerTest {

    /** The check value of CRC-32, as its catalogues have it: 0xCBF43926, more than a signed int holds. */
    @Test
    void takesTheChecksumAsANumberWithoutSign() {
        byte[] key = "123456789".getBytes(StandardCharsets.US_ASCII);

        assertThat(KeyPartitioner.crc32(key, 1_000)).isEqualTo((int) (0xCBF43926L % 1_000));
        assertThat(KeyPartitioner.crc32(new byte[0], 12)).isZero();
    }
}
