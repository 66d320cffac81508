package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.PinnedTopic;
import io.kaspar.catalog.ask.ScanAsker;
import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.columns.TopicColumns;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.QueryOptions;
import io.kaspar.reader.task.RecordView;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes schemas and tables for tests that ask no cluster. */
public final class Schemas {
    private Schemas() {}

    /** A record with one field. */
    public static PayloadSchema avro(String field, String type) {
        SchemaText text = SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"" + field
                + "\",\"type\":\"" + type + "\"}]}");
        try {
            return new PayloadSchema.Registered(
                    "s",
                    1,
                    1,
                    text,
                    PayloadOptions.DEFAULT,
                    new AvroPayloadFormat().dataType(text, PayloadOptions.DEFAULT));
        } catch (SchemaException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static ScanContext template(TopicSchema topicSchema) {
        CatalogOptions options = CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", "localhost:1"));
        TopicLayout layout = new TopicLayout(
                "cluster",
                "t",
                "id",
                TopicRights.READ_ONLY,
                List.of(new PartitionLayout(0, null, List.of(), List.of())));
        Cluster cluster = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        PinnedTopic pinned = new PinnedTopic(cluster, layout);
        QueryOptions query = options.topic("t").forQuery(Map.of());
        ScanAsker asker = new ScanAsker(
                pinned,
                new SessionFacts(2, List.of(), null),
                new LogDirectoryHosts(Clock.systemUTC()),
                host -> Set.of());
        return new ScanContext(
                ScannedTopics.of(new ScannedTopic(asker, query)),
                RecordView.EVERYTHING,
                topicSchema,
                new TopicColumns(topicSchema, "_"),
                options.cluster(),
                null,
                query.read(),
                query.stream());
    }
}
