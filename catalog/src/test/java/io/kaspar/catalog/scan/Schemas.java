package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.PartitionLayout;
import io.kaspar.catalog.cluster.SharedClusters;
import io.kaspar.catalog.cluster.TopicLayout;
import io.kaspar.catalog.locality.FoundHosts;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.schema.avro.AvroPayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import java.util.List;
import java.util.Map;

/** Makes schemas and tables for tests that ask no cluster. */
final class Schemas {
    private Schemas() {}

    /** A record with one field. */
    static PayloadSchema avro(String field, String type) {
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

    static ScanTemplate template(TopicSchema topicSchema) {
        CatalogOptions options = CatalogOptions.ofCatalog(Map.of("kafka.bootstrap.servers", "localhost:1"));
        TopicLayout layout = new TopicLayout(
                "cluster", "t", "id", true, List.of(new PartitionLayout(0, null, List.of(), List.of())));
        Cluster cluster = new Cluster(options.cluster(), SharedClusters.ofThisJvm());
        return new ScanTemplate(
                new PinnedTopic(cluster, layout),
                topicSchema,
                new TopicColumns(topicSchema, "_"),
                options.cluster(),
                null,
                options.topic("t").forQuery(Map.of()),
                2,
                List.of(),
                question -> FoundHosts.NOT_ASKED);
    }
}
