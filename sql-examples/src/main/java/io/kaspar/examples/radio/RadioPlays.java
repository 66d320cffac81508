package io.kaspar.examples.radio;

import io.kaspar.examples.run.ExampleArguments;
import io.kaspar.examples.run.ExampleCluster;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * Reports of radios, one file after the other, through the topic {@code test} into Cassandra and into files, for one artist; each time the
 * streams start again where they were, and a monitor says how far that is.
 */
public final class RadioPlays {
    private static final int PARTITIONS = 3;
    private static final int ROWS = 200;

    private RadioPlays() {}

    public static void main(String[] args) throws Exception {
        ExampleArguments arguments = ExampleArguments.parse(List.of(args), ExampleCluster.CLUSTER);
        String artist = arguments.value("artist", "Can");
        int reports = Integer.parseInt(arguments.value("reports", "3"));
        Path folder = Files.createTempDirectory("radio-plays");
        try (CassandraProcess cassandra = CassandraProcess.start();
                ExampleCluster cluster = ExampleCluster.open(arguments);
                SparkSession spark = cluster.startSpark("radio-plays");
                PlayDatabase database = PlayDatabase.open(cassandra.await())) {
            ExampleCluster.createTopics(cluster.bootstrapServers(), PARTITIONS, RadioStreams.TOPIC);
            TopicOffsets beginning = TopicOffsets.earliest(RadioStreams.TOPIC, PARTITIONS);
            RadioStreams streams = new RadioStreams(spark, folder.resolve("checkpoints"), artist);
            InetSocketAddress address = cassandra.await();
            for (int number = 1; number <= reports; number++) {
                PlayFiles.write(spark, folder.resolve("reports"), PlayFiles.rows(number, ROWS));
                streams.publish(folder.resolve("reports")).awaitTermination();
                System.out.println("Report " + number + " is in the topic:");
                streams.monitor(database.offsets(artist).orElse(beginning)).show();

                streams.count(new PlayCounter(database, artist, beginning), "count", beginning.json())
                        .awaitTermination();
                streams.sumUp(address).awaitTermination();
                streams.keep(folder.resolve("plays")).awaitTermination();
                System.out.println("Counted:");
                streams.monitor(database.offsets(artist).orElse(beginning)).show();
                database.counted(artist).forEach((title, plays) -> System.out.println(title + ", " + plays + " plays"));
            }
            System.out.println("The plays are in " + folder.resolve("plays"));
        } finally {
            TotalWriter.disconnect();
        }
    }
}
