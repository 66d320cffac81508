package io.kaspar.bench.memory;

import io.kaspar.samples.TopicLoader;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;

/** Writes topics of one partition with large record batches. */
record TopicWriter(String bootstrapServers, int batchSize) {
    /** Makes the topic and returns its id. */
    String write(ReadRecords records, long recordCount) throws IOException {
        WrittenRecords topic = new WrittenRecords(records, recordCount, batchSize);
        String topicId = create(topic);
        new TopicLoader(bootstrapServers, 1, line -> {}).run(TopicLoader.Lane.of(topic, topic::open, 1));
        return topicId;
    }

    private String create(WrittenRecords topic) throws IOException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            NewTopic created = new NewTopic(topic.name(), topic.partitionCount(), (short) 1)
                    .configs(Map.of("max.message.bytes", Long.toString(2L * batchSize)));
            return admin.createTopics(List.of(created))
                    .topicId(topic.name())
                    .get()
                    .toString();
        } catch (ExecutionException e) {
            throw new IOException("the topic " + topic.name() + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a topic was made");
        }
    }
}
