package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({"250, 250", "250ms, 250", "15s, 15000", "2 m, 120000", "2min, 120000", "1h, 3600000", "3S, 3000"})
    void readsUnits(String text, long durationMs) {
        assertThat(DurationText.parseMs(text)).hasValue(durationMs);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "1.5s", "1 week", "99999999999999999999"})
    void refusesTheRest(String text) {
        assertThat(DurationText.parseMs(text)).isEmpty();
    }

    @Test
    void hasDocumentedDefaultsThatAreDurations() {
        assertThat(DurationText.parseMs(ClusterOption.REQUEST_TIMEOUT.defaultText()))
                .isPresent();
    }
}
