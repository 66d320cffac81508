package io.kaspar.catalog.write;

import io.kaspar.catalog.ask.ListenerThread;
import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.writer.WriteSpec;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.Write;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** Rows on their way to a topic. */
final class TopicWrite implements Write {
    private final WriteSpec spec;
    private final WrittenSchema schema;
    private final boolean isTruncating;

    /**
     * @param spec as it was planned; nothing is registered yet
     * @param isTruncating whether what the topic has should go first
     */
    TopicWrite(WriteSpec spec, WrittenSchema schema, boolean isTruncating) {
        this.spec = spec;
        this.schema = schema;
        this.isTruncating = isTruncating;
    }

    @Override
    public String description() {
        return "kaspar " + spec.topic();
    }

    @Override
    public BatchWrite toBatch() {
        if (isTruncating) {
            throw new UnwritableException(
                    "INSERT OVERWRITE of topic " + spec.topic()
                            + " is refused: records that were written stay, others may have read them; INSERT INTO adds to them");
        }
        schema.requireUnmistakable();
        return new TopicBatchWrite(registered());
    }

    @Override
    public StreamingWrite toStreaming() {
        return new TopicStreamingWrite(registered());
    }

    /** Spark asks for it when the statement runs, and not to explain it. */
    private WriteSpec registered() {
        return RecordPlan.spec(schema.registered(), spec.rows());
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ListenerThread.knows(WriteMetrics.class) ? WriteMetrics.all() : new CustomMetric[0];
    }
}
