package io.kaspar.reader.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.record.RecordBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Strings of one text, wherever they are in a column. */
final class CountedBytesTest {
    private static final byte[] WANTED = "wanted".getBytes(StandardCharsets.UTF_8);
    private static final byte[] OTHER = "others".getBytes(StandardCharsets.UTF_8);

    @Test
    void areFoundInStructsAndCollections() {
        ValueVector column = new ValueVectors(new RecordBuffer())
                .vector(
                        new StructType()
                                .add("id", DataTypes.IntegerType)
                                .add("text", DataTypes.StringType)
                                .add("bytes", DataTypes.BinaryType)
                                .add("list", DataTypes.createArrayType(DataTypes.StringType)),
                        2);
        for (byte[] text : new byte[][] {WANTED, OTHER, WANTED}) {
            column.putStruct();
            column.child(0).putInt(1);
            column.child(1).putBytes(text, 0, text.length);
            column.child(2).putBytes(text, 0, text.length - 1);
            column.child(3).beginCollection();
            column.child(3).child(0).putBytes(text, 0, text.length);
            column.child(3).child(0).putNull();
            column.child(3).endCollection();
        }
        column.putNull();

        assertThat(column.count(WANTED)).isEqualTo(4);
        assertThat(column.count(OTHER)).isEqualTo(2);
        assertThat(column.count("other".getBytes(StandardCharsets.UTF_8))).isEqualTo(1);
        column.reset();
        column.putNull();
        assertThat(column.count(WANTED)).as("what was there before").isZero();
    }
}
