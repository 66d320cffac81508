package io.kaspar.catalog.infer;

import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.BrokerAccess;
import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.reader.task.TopicIdentity;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.JsonVariantFormat;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.KeyWindow;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.wire.PayloadFrame;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Reads some records' payloads on the driver, over the network; from the copies where there are no brokers. */
final class SampleReader {
    private static final int TEXT = 0;
    private static final int ERROR = 1;

    private final TopicStore topics;
    private final TopicLayout layout;
    private final ReadSettings settings;
    private final PayloadSide side;

    /** @param settings how records of the topic are read */
    SampleReader(TopicStore topics, TopicLayout layout, ReadSettings settings, PayloadSide side) {
        this.topics = topics;
        this.layout = layout;
        this.settings = settings;
        this.side = side;
    }

    /** Takes what the payload of a record is. */
    interface Sink {
        /** @param json what stands in the frame; null where that is no payload, or JSON's null */
        void put(@Nullable String json) throws SchemaException;

        /** One that is no JSON, or is not framed so. */
        void putMalformed();
    }

    /** Reads so many records, or all when there are fewer. */
    void read(PayloadFrame frame, @Nullable KeyWindow window, int records, Sink sink)
            throws IOException, SchemaException {
        layout.requireReadPermission();
        Set<Integer> partitions = layout.partitionNumbers();
        TopicSnapshot snapshot = topics.snapshot(layout, partitions, settings.isolation());
        TopicReplicas copies =
                topics.options().isOffline() ? topics.storage(layout, partitions) : TopicReplicas.NOT_ASKED;
        for (SamplePart part : SamplePart.of(snapshot.ranges(), records)) {
            ScanTask task = new ScanTask(
                    part.partition(),
                    List.of(new TimedRange(part.offsets(), TimestampRanges.ALL)),
                    snapshot.lineage(part.partition()),
                    copies.places(part.partition()));
            read(spec(frame, window, part.mostRecords()), task, sink);
        }
    }

    private static void read(ScanSpec spec, ScanTask task, Sink sink) throws IOException, SchemaException {
        long left = spec.output().rowLimit();
        try (PartitionScan scan = PartitionScan.open(spec, task)) {
            while (left > 0 && scan.next()) {
                ColumnBlock block = scan.current();
                int rows = (int) Math.min(left, block.rowCount());
                put(block, rows, sink);
                left -= rows;
            }
        }
    }

    private static void put(ColumnBlock block, int rows, Sink sink) throws SchemaException {
        for (int row = 0; row < rows; row++) {
            if (block.text(ERROR, row) == null) {
                sink.put(block.text(TEXT, row));
            } else {
                sink.putMalformed();
            }
        }
    }

    private ScanSpec spec(PayloadFrame frame, @Nullable KeyWindow window, long mostRecords) {
        PayloadSchema text =
                new PayloadSchema.Given(JsonVariantFormat.AS_TEXT, frame, PayloadOptions.DEFAULT, DataTypes.StringType);
        PayloadSchema asked = window == null ? text : new PayloadSchema.Windowed(text, window);
        PayloadSchema other = new PayloadSchema.Raw(RawFormat.BINARY);
        ScanColumn error = new ScanColumn.Metadata(MetadataField.ERROR, DataTypes.StringType);
        boolean isKey = side == PayloadSide.KEY;
        ScanColumn payload = isKey
                ? new ScanColumn.Metadata(MetadataField.KEY, asked.dataType())
                : new ScanColumn.WholeValue(asked.dataType());
        return new ScanSpec(
                new TopicIdentity(layout.clusterId(), layout.topic(), layout.topicId()),
                new ScanOutput(List.of(payload, error), JudgedPart.WANTED_COLUMNS, mostRecords),
                sampleSettings(),
                topics.options().isOffline()
                        ? new BrokerAccess.CopiesOnly()
                        : new BrokerAccess.Brokers(topics.options().kafkaProperties()),
                new PayloadSchemas(isKey ? new TopicSchema(asked, other) : new TopicSchema(other, asked), null));
    }

    /** Files may lie where an executor runs, but hardly where the driver does. */
    private ReadSettings sampleSettings() {
        return new ReadSettings(
                settings.isolation(),
                topics.options().isOffline() ? settings.locality() : ReadLocality.OFF,
                settings.logDirs(),
                settings.checkCrcs(),
                MalformedMode.PERMISSIVE,
                settings.maxRows(),
                settings.networkTimeoutMs(),
                false);
    }
}
