package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.OffsetBound.Until;
import io.kaspar.reader.log.OffsetRange;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotTextTest {
    private static final String ID = "Ub4nBzR9QeaNfsxv7mc-_w";

    @Test
    void isReadAsItIsWritten() {
        SnapshotText snapshot = new SnapshotText(
                ID,
                new TreeMap<>(Map.of(
                        10,
                        new SnapshotText.Part(new OffsetRange(5, 5), OptionalInt.empty()),
                        2,
                        new SnapshotText.Part(new OffsetRange(0, 123_456_789_012L), OptionalInt.of(7)))));

        assertThat(snapshot.text()).isEqualTo(ID + "/2:0-123456789012@7,10:5-5");
        assertThat(SnapshotText.parse(" " + snapshot.text() + "\n")).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/0:0-1",
                ID,
                ID + "/",
                ID + "/0",
                ID + "/0:1-0",
                ID + "/0:0-1@",
                ID + "/0:0-1,",
                ID + "/0:0-1,0:1-2",
                ID + "/0:-1-1",
                ID + "/0:0-99999999999999999999",
                ID + "/99999999999:0-1",
                "x" + ID + "/0:0-1"
            })
    void isWholeOrAnError(String text) {
        assertThatThrownBy(() -> SnapshotText.parse(text))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("is no snapshot");
    }

    /** Kafka keeps milliseconds. */
    @Test
    void aTimeEndsBeforeTheNextMillisecond() {
        assertThat(Until.after(1_999_999)).isEqualTo(new Until(2_000));
        assertThat(Until.after(2_000_000)).isEqualTo(new Until(2_001));
        assertThat(Until.after(-1)).isEqualTo(new Until(0));
        assertThat(Until.after(Long.MIN_VALUE)).isEqualTo(new Until(0));
    }
}
