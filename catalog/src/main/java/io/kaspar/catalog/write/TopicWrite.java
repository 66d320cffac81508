package io.kaspar.catalog.write;

import io.kaspar.catalog.ask.ListenerThread;
import io.kaspar.catalog.error.DryRunException;
import io.kaspar.catalog.write.metric.WriteMetrics;
import io.kaspar.writer.WriteSpec;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.distributions.Distribution;
import org.apache.spark.sql.connector.distributions.Distributions;
import org.apache.spark.sql.connector.expressions.SortOrder;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.write.BatchWrite;
import org.apache.spark.sql.connector.write.RequiresDistributionAndOrdering;
import org.apache.spark.sql.connector.write.streaming.StreamingWrite;
import org.jspecify.annotations.Nullable;

/** Rows on their way to a topic. */
final class TopicWrite implements RequiresDistributionAndOrdering {
    private final WriteSpec spec;
    private final WrittenSchema schema;
    private final boolean isTruncating;
    private final Delivery delivery;
    private final SinkProgress progress;
    private final Supplier<SenderPlan> planning;
    private @Nullable SenderPlan senders;

    /**
     * @param spec as it was planned; nothing is registered yet
     * @param isTruncating whether what the topic has should go first
     * @param planning of the tasks that send, where all rows are seen at once
     */
    TopicWrite(
            WriteSpec spec,
            WrittenSchema schema,
            boolean isTruncating,
            Delivery delivery,
            Supplier<SenderPlan> planning,
            SinkProgress progress) {
        this.spec = spec;
        this.schema = schema;
        this.isTruncating = isTruncating;
        this.delivery = delivery;
        this.planning = planning;
        this.progress = progress;
    }

    /** Rows that are seen at once need one sender for each partition; others are sent where they are. */
    @Override
    public Distribution requiredDistribution() {
        return delivery.isAtomic() ? senders().distribution() : Distributions.unspecified();
    }

    @Override
    public int requiredNumPartitions() {
        return delivery.isAtomic() ? senders().tasks() : 0;
    }

    private SenderPlan senders() {
        if (senders == null) {
            senders = planning.get();
        }
        return senders;
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
                ? new TransactionalBatchWrite(
                        delivery.ofStatement(registered()),
                        delivery.epoch(),
                        delivery.isAtomic() && senders().isShared() ? senders() : null,
                        schema.partitionCount())
                : new TopicBatchWrite(registered());
    }

    @Override
    public StreamingWrite toStreaming() {
        requireNoDryRun();
        // Spark lays rows after that: an epoch has one task, which may be tried again
        senders = SenderPlan.one();
        return delivery.isExactlyOnce()
                ? new TransactionalStreamingWrite(delivery.ofStream(registered()), delivery.isAtomic(), progress)
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
