package io.kaspar.catalog.write;

import io.kaspar.catalog.ask.ListenerThread;
import io.kaspar.catalog.error.DryRunException;
import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.writer.WriteSpec;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;

/** Rows on their way to a topic. */
final class TopicWrite implements RequiresDistributionAndOrdering {
    private final WriteSpec spec;
    private final WrittenSchema schema;
    private final boolean isTruncating;
    private final Delivery delivery;
    private final SinkProgress progress;

    /**
     * @param spec as it was planned; nothing is registered yet
     * @param isTruncating whether what the topic has should go first
     */
    TopicWrite(WriteSpec spec, WrittenSchema schema, boolean isTruncating, Delivery delivery, SinkProgress progress) {
        this.spec = spec;
        this.schema = schema;
        this.isTruncating = isTruncating;
        this.delivery = delivery;
        this.progress = progress;
    }

    /** One transaction needs one task; else rows are sent where they are. */
    @Override
    public Distribution requiredDistribution() {
        return delivery.isAtomic()
                ? Distributions.clustered(new Expression[] {Expressions.literal(0)})
                : Distributions.unspecified();
    }

    @Override
    public int requiredNumPartitions() {
        return delivery.isAtomic() ? 1 : 0;
    }

    @Override
    public SortOrder[] requiredOrdering() {
        return new SortOrder[0];
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
        requireNoDryRun();
        return delivery.isExactlyOnce()
                ? new TransactionalBatchWrite(delivery.ofStatement(registered()), delivery.epoch())
                : new TopicBatchWrite(registered());
    }

    @Override
    public StreamingWrite toStreaming() {
        requireNoDryRun();
        return delivery.isExactlyOnce()
                ? new TransactionalStreamingWrite(delivery.ofStream(registered()), progress)
                : new TopicStreamingWrite(registered(), progress);
    }

    /** All that can be told without rows is checked by then. */
    private void requireNoDryRun() {
        if (schema.isDryRun()) {
            throw new DryRunException(schema.wouldHappen());
        }
    }

    /** Spark asks for it when the statement runs, and not to explain it. */
    private WriteSpec registered() {
        WriteContext registered = schema.registered();
        return NamedSchemas.of(RecordPlan.spec(registered, spec.rows()), registered.registry());
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ListenerThread.knows(WriteMetrics.class) ? WriteMetrics.all() : new CustomMetric[0];
    }
}
