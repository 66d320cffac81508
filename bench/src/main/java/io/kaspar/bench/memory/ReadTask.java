package io.kaspar.bench.memory;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One topic of one partition to read; crosses to another process as the arguments of its main class.
 *
 * @param valueSchema Avro schema of the values: what makes them would take some of the memory that is measured
 */
record ReadTask(
        String topic,
        String valueSchema,
        long recordCount,
        ReadLocality locality,
        String bootstrapServers,
        String clusterId,
        String topicId,
        String logDir) {
    /** In the framing of all values; readers know the schema without a registry. */
    static final int SCHEMA_ID = 1;

    private static final int MAX_ROWS = 4_096; // as tables have it unless told otherwise
    private static final int NETWORK_TIMEOUT_MS = 60_000;
    private static final int NODE_ID = 1;

    static ReadTask parse(List<String> arguments) {
        return new ReadTask(
                arguments.get(0),
                arguments.get(1),
                Long.parseLong(arguments.get(2)),
                ReadLocality.valueOf(arguments.get(3)),
                arguments.get(4),
                arguments.get(5),
                arguments.get(6),
                arguments.get(7));
    }

    List<String> arguments() {
        return List.of(
                topic,
                valueSchema,
                Long.toString(recordCount),
                locality.name(),
                bootstrapServers,
                clusterId,
                topicId,
                logDir);
    }

    ScanTask scanTask() {
        return new ScanTask(
                0, new OffsetRange(0, recordCount), List.of(new ReplicaLocation(NODE_ID, "127.0.0.1", logDir)));
    }

    /** All fields of the values, and Kafka's facts that take room. */
    ScanSpec scanSpec() throws SchemaException {
        SchemaText text = SchemaText.avro(valueSchema);
        StructType type = (StructType) new AvroPayloadFormat().dataType(text, PayloadOptions.DEFAULT);
        PayloadSchema value =
                new PayloadSchema.Registered(topic + "-value", 1, SCHEMA_ID, text, PayloadOptions.DEFAULT, type);
        return new ScanSpec(
                new TopicIdentity(clusterId, topic, topicId),
                new ScanOutput(columns(type), JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                new ReadSettings(
                        Isolation.READ_COMMITTED,
                        locality,
                        List.of(),
                        true,
                        MalformedMode.FAILFAST,
                        MAX_ROWS,
                        NETWORK_TIMEOUT_MS,
                        true),
                new BrokerAccess.Brokers(Map.of("bootstrap.servers", bootstrapServers)),
                new PayloadSchemas(new TopicSchema(new PayloadSchema.Raw(RawFormat.BINARY), value), null));
    }

    private static List<ScanColumn> columns(StructType type) {
        List<ScanColumn> columns = new ArrayList<>();
        for (StructField field : type.fields()) {
            columns.add(new ScanColumn.ValueField(field.name(), field.dataType()));
        }
        columns.add(new ScanColumn.Metadata(MetadataField.PARTITION, DataTypes.IntegerType));
        columns.add(new ScanColumn.Metadata(MetadataField.OFFSET, DataTypes.LongType));
        columns.add(new ScanColumn.Metadata(MetadataField.TIMESTAMP, DataTypes.TimestampType));
        columns.add(new ScanColumn.Metadata(MetadataField.KEY, DataTypes.BinaryType));
        columns.add(new ScanColumn.Metadata(MetadataField.VALUE, DataTypes.BinaryType));
        return columns;
    }
}
