package io.kaspar.reader.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.record.RecordBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class ShortTextsTest {
    private static final int TRIES = 200_000;

    @Test
    void givesTheTextsThatTheBytesAre() {
        Random random = new Random(7);
        ShortTexts texts = new ShortTexts();
        for (int i = 0; i < TRIES; i++) {
            byte[] bytes = new byte[random.nextInt(24)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] =
                        (byte) (random.nextInt(4) == 0 ? 0 : 'a' + random.nextInt(3)); // zeros look like missing bytes
            }
            int position = random.nextInt(bytes.length + 1);
            int length = random.nextInt(Math.min(10, bytes.length - position + 1));

            assertThat(texts.of(bytes, position, length).getBytes())
                    .isEqualTo(Arrays.copyOfRange(bytes, position, position + length));
        }
    }

    @Test
    void givesTheSameObjectAgain() {
        byte[] bytes = "EUR, EUR and what follows".getBytes(StandardCharsets.UTF_8);
        ShortTexts texts = new ShortTexts();

        UTF8String first = texts.of(bytes, 0, 3);

        assertThat(texts.of(bytes, 5, 3)).isSameAs(first);
        assertThat(texts.of(bytes, 5, 2)).isEqualTo(UTF8String.fromString("EU"));
    }

    @Test
    void keepsTheTextWhenTheBytesAreWrittenOver() {
        RecordBuffer records = new RecordBuffer();
        ValueVector column = new ValueVectors(records).vector(DataTypes.StringType, 2);
        records.ensureRoom(16);
        put(records, column, "USD");
        UTF8String dollars = column.getUTF8String(0);
        column.reset();
        put(records, column, "JPY");

        assertThat(dollars).hasToString("USD");
        assertThat(column.getUTF8String(0)).hasToString("JPY");
        assertThat(column.getBinary(0)).isEqualTo("JPY".getBytes(StandardCharsets.UTF_8));
    }

    private static void put(RecordBuffer records, ValueVector column, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, records.array(), 0, bytes.length);
        column.putBytes(records.bytes(), 0, bytes.length);
    }
}
