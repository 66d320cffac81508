package io.kaspar.catalog.write;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.writer.KeyPartitioner;
import io.kaspar.writer.PayloadSpec;
import io.kaspar.writer.RecordFacts;
import io.kaspar.writer.RowPart;
import io.kaspar.writer.WriteSpec;
import java.io.IOException;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Writes a text by a key to a topic of texts. Sent by the driver. */
public final class KeyedText {
    private static final PayloadSchema TEXT = new PayloadSchema.Raw(RawFormat.STRING);

    private KeyedText() {}

    /** Returns when brokers have it. */
    public static void write(ClusterOptions cluster, String topic, String key, String value) throws IOException {
        WriteSpec spec = new WriteSpec(
                topic,
                new StructType().add("key", DataTypes.StringType).add("value", DataTypes.StringType),
                new PayloadSpec(PayloadSide.KEY, TEXT, new RowPart.Column(0), DataTypes.StringType),
                new PayloadSpec(PayloadSide.VALUE, TEXT, new RowPart.Column(1), DataTypes.StringType),
                RecordFacts.NONE,
                KeyPartitioner.MURMUR2,
                true,
                false,
                cluster.kafkaProperties());
        try (TopicDataWriter writer = TopicDataWriter.atLeastOnce(spec)) {
            writer.write(new GenericInternalRow(new Object[] {
                CatalystTypeConverters.convertToCatalyst(key), CatalystTypeConverters.convertToCatalyst(value)
            }));
            var unused = writer.commit();
        }
    }
}
