package io.kaspar.writer;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * All that a task has to know to write rows to a topic. Crosses from the driver to the tasks; holds credentials, so {@link #toString} shows
 * none.
 *
 * @param rows the columns of rows
 * @param key null where records have none
 * @param facts the columns of what is neither key nor value
 * @param keyIsRequired whether a null key is an error: that of a compacted topic, whose brokers take none
 * @param tombstones whether a null value is written: on a compacted topic it deletes the key
 * @param kafkaProperties settings of Kafka's clients as users write them, with {@code bootstrap.servers}
 */
public record WriteSpec(
        String topic,
        StructType rows,
        @Nullable PayloadSpec key,
        PayloadSpec value,
        RecordFacts facts,
        KeyPartitioner partitioner,
        boolean keyIsRequired,
        boolean tombstones,
        Map<String, String> kafkaProperties)
        implements Serializable {
    public WriteSpec {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /** The same with payloads that know the names of their schemas. */
    public WriteSpec with(@Nullable PayloadSpec namedKey, PayloadSpec namedValue) {
        return new WriteSpec(
                topic, rows, namedKey, namedValue, facts, partitioner, keyIsRequired, tombstones, kafkaProperties);
    }

    @Override
    public String toString() {
        return "WriteSpec[" + topic + "]";
    }
}
