package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanSize;
import io.kaspar.catalog.stream.QueryStop;
import io.kaspar.catalog.stream.StreamCheckpoint;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.connector.read.streaming.MicroBatchStream;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One query's reading of a topic, or of several. Plans once, when it is first asked for something that needs the plan. Thread-safe. */
final class TopicScan implements Scan, SupportsReportStatistics {
    private final ScanContext template;
    private final ScanDemand demand;
    private final ScanDemand ofStream;
    private final boolean isOfAQuery;
    private final Once<List<TopicPlan>> plans = new Once<>();
    /** Null as long as nobody made a stream of it, which has plans of its own. */
    private volatile @Nullable TopicStream stream;

    /**
     * @param demand what a batch reads
     * @param ofStream what a stream reads
     * @param isOfAQuery whether somebody chose columns; {@code DESCRIBE} makes scans as well, and reads nothing
     */
    TopicScan(ScanContext template, ScanDemand demand, ScanDemand ofStream, boolean isOfAQuery) {
        this.template = template;
        this.demand = demand;
        this.ofStream = ofStream;
        this.isOfAQuery = isOfAQuery;
    }

    @Override
    public StructType readSchema() {
        return demand.readTypes();
    }

    @Override
    public String description() {
        TopicStream made = stream;
        return made == null ? ScanDescription.of(template, plans(), demand) : made.description();
    }

    /** Unknown to {@code DESCRIBE}: that a table is looked at is no reason to ask brokers for offsets and executors for files. */
    @Override
    public Statistics estimateStatistics() {
        return isOfAQuery && stream == null ? TopicStatistics.of(size()) : TopicStatistics.UNKNOWN;
    }

    private ScanSize size() {
        return plans().stream()
                .map(topic -> ScanSize.of(topic.plan(), demand, template.columns()))
                .reduce(ScanSize.NOTHING, ScanSize::plus);
    }

    @Override
    public Batch toBatch() {
        List<ScannedTopic> topics = template.batchTopics();
        return new TopicBatch(
                template.specs(topics, demand),
                demand.isOfLastRows()
                        ? EdgeTasks.whole(plans())
                        : TopicPlan.tasks(plans()).toList(),
                demand.isOfLastRows(),
                template.guard(() -> TopicPlan.logBytes(plans(), demand)));
    }

    @Override
    public MicroBatchStream toMicroBatchStream(String checkpointLocation) {
        return QueryStop.tell(() -> stream(checkpointLocation));
    }

    private MicroBatchStream stream(String checkpointLocation) {
        template.readableTopics();
        if (template.cluster().isOffline()) {
            throw new OptionException("copies of log directories cannot be read as a stream: nothing comes to them");
        }
        if (template.view().needsWholePartition()) {
            throw new OptionException("a view of the last records by key cannot be read as a stream of "
                    + template.topics()
                    + ": each new record changes it; read the topic itself, and take the last one by key in"
                    + " the query");
        }
        template.stream().ending().ifPresent(option -> {
            throw new OptionException("option " + option
                    + " cannot be set for a stream, which has no end; Trigger.AvailableNow ends with what is there");
        });
        StreamCheckpoint checkpoint = new StreamCheckpoint(
                checkpointLocation, SparkSession.active().sparkContext().hadoopConfiguration());
        TopicStream made = TopicStream.of(template, ofStream, checkpoint);
        stream = made;
        return made;
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return MetricsOfTheUi.ofThisJvm().supported();
    }

    /** What the tasks lose, they report themselves. */
    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        TopicStream made = stream;
        return MetricsOfTheUi.ofThisJvm()
                .ofPlanning(made == null ? TopicPlan.lostOffsets(plans()) : made.lostOffsets());
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        TopicStream made = stream;
        return made != null && made.isRealTime() ? ColumnarSupportMode.UNSUPPORTED : ColumnarSupportMode.SUPPORTED;
    }

    private List<TopicPlan> plans() {
        return plans.get(() -> AtOnce.each(template.topics().pinned(), topic -> topic.plan(demand)));
    }

    @Override
    public String toString() {
        return "TopicScan[" + template.topics() + "]";
    }
}
