package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTextTest {
    @ParameterizedTest
    @CsvSource({"512, 512", "64k, 65536", "128m, 134217728", "128 MiB, 134217728", "1G, 1073741824", "7b, 7"})
    void readsSizes(String text, long bytes) {
        assertThat(SizeText.parseBytes(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "-1m", "1.5g", "1 t", "99999999999999999999"})
    void refusesTheRest(String text) {
        assertThat(SizeText.parseBytes(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1023, 1023 bytes", "1024, 1.0 KiB", "1536, 1.5 KiB", "9223372036854775807, 8192.0 PiB"})
    void writesSizes(long bytes, String words) {
        assertThat(SizeText.words(bytes)).isEqualTo(words);
    }

    @Test
    void hasADocumentedDefaultThatIsASize() {
        assertThat(SizeText.parseBytes(SplitOption.SPLIT_SIZE.defaultText())).isPresent();
    }
}
