package io.kaspar.catalog.write;

import io.kaspar.writer.ProducerSettings;
import io.kaspar.writer.WriteException;
import io.kaspar.writer.WriteSpec;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.SupportsTruncate;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.internal.connector.SupportsStreamingUpdateAsAppend;

/**
 * A statement that writes to a topic. The rows of a stream in the modes update and complete are records as those of any other: a topic
 * keeps what was said before, and on a compacted one the last record of a key counts.
 */
public final class TopicWriteBuilder implements WriteBuilder, SupportsTruncate, SupportsStreamingUpdateAsAppend {
    private final WriteContext context;
    private final LogicalWriteInfo info;
    private final SinkProgress progress;
    private boolean isTruncating;

    /** @param progress is told what a stream wrote */
    public TopicWriteBuilder(WriteContext context, LogicalWriteInfo info, SinkProgress progress) {
        this.progress = progress;
        this.context = context;
        this.info = info;
    }

    /** Of a stream in the mode complete, which Spark takes for a table that is emptied each time; a batch is refused. */
    @Override
    public WriteBuilder truncate() {
        isTruncating = true;
        return this;
    }

    @Override
    public Write build() {
        context.options().delivery().requireSense();
        context.layout().requireWritePermission();
        WrittenSchema schema = new WrittenSchema(context, info.schema());
        WriteSpec spec = RecordPlan.spec(schema.planned(), schema.rows());
        try {
            ProducerSettings.check(context.cluster().kafkaProperties());
        } catch (WriteException e) {
            throw new UnwritableException(String.valueOf(e.getMessage()), e);
        }
        return new TopicWrite(
                spec,
                schema,
                isTruncating,
                new Delivery(context, info),
                () -> SenderPlan.of(context, spec, info.schema()),
                progress);
    }
}
