package io.kaspar.reader.directory;

import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** One of a broker's log directories, as this machine sees it. */
public final class LogDirectory {
    static final String METADATA = "partition.metadata";
    static final String TOPIC_ID = "topic_id";

    private static final String META_PROPERTIES = "meta.properties";
    private static final String CLUSTER_ID = "cluster.id";
    private static final String NODE_ID = "node.id";
    /** What brokers with ZooKeeper call their id, in files of {@link #BROKERS_VERSION}. */
    private static final String BROKER_ID = "broker.id";

    private static final String VERSION = "version";
    private static final String BROKERS_VERSION = "0";

    private final Path path;

    public LogDirectory(Path path) {
        this.path = path;
    }

    public Path path() {
        return path;
    }

    /** The directory of a partition here; it need not exist. */
    public PartitionDirectory partition(TopicPartitionName name) {
        return new LiveDirectory(path.resolve(name.directoryName()), null);
    }

    /** As {@link #partition(TopicPartitionName)}; reading it fails when it is another topic's by then. */
    public PartitionDirectory partition(TopicPartitionName name, String topicId) {
        return new LiveDirectory(path.resolve(name.directoryName()), topicId);
    }

    /** All partitions here, by their directories' names. */
    public PartitionListing partitions() throws IOException {
        return PartitionListing.of(path);
    }

    /** Kafka's UUID of a partition's topic, in Kafka's text form; empty when the directory does not say. */
    public Optional<String> topicId(TopicPartitionName name) throws IOException {
        try {
            return Optional.of(
                    KafkaTextFile.read(partition(name).path().resolve(METADATA)).value(TOPIC_ID));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether this directory holds a copy of a partition, as far as it says whose it is.
     *
     * @param clusterId empty when it is not known
     * @param topicId empty when it is not known
     */
    public DirectoryCheck checkCopy(String clusterId, TopicPartitionName name, String topicId) throws IOException {
        Path directory = partition(name).path();
        return checking(directory, () -> {
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return new DirectoryCheck(DirectoryVerdict.MISSING, directory + " is not there");
            }
            Optional<LogDirectoryOwner> owner = ownerIfKnown();
            if (!clusterId.isEmpty()
                    && owner.isPresent()
                    && !owner.get().clusterId().equals(clusterId)) {
                return new DirectoryCheck(
                        DirectoryVerdict.OTHER_CLUSTER,
                        path + " is of the cluster " + owner.get().clusterId() + ", expected " + clusterId);
            }
            Optional<String> found = topicId(name);
            if (!topicId.isEmpty() && found.isPresent() && !found.get().equals(topicId)) {
                return new DirectoryCheck(
                        DirectoryVerdict.OTHER_TOPIC,
                        directory + " has the topic id " + found.get() + ", expected " + topicId);
            }
            return matches();
        });
    }

    /** Whose directory this is; empty when it does not say. */
    public Optional<LogDirectoryOwner> ownerIfKnown() throws IOException {
        try {
            return Optional.of(owner());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /**
     * Whose directory this is, by its {@code meta.properties}.
     *
     * @throws NoSuchFileException when it has none
     */
    public LogDirectoryOwner owner() throws IOException {
        KafkaTextFile meta = KafkaTextFile.read(path.resolve(META_PROPERTIES));
        return new LogDirectoryOwner(meta.value(CLUSTER_ID), meta.value(nodeIdKey(meta)));
    }

    private static String nodeIdKey(KafkaTextFile meta) {
        return meta.has(VERSION, BROKERS_VERSION) ? BROKER_ID : NODE_ID;
    }

    /** Whether this directory belongs to a broker of a cluster. */
    public DirectoryCheck check(String clusterId, int nodeId) throws IOException {
        return checking(path.resolve(META_PROPERTIES), () -> {
            KafkaTextFile meta = KafkaTextFile.read(path.resolve(META_PROPERTIES));
            if (!meta.has(CLUSTER_ID, clusterId)) {
                return new DirectoryCheck(DirectoryVerdict.OTHER_CLUSTER, meta.difference(CLUSTER_ID, clusterId));
            }
            String node = Integer.toString(nodeId);
            String key = nodeIdKey(meta);
            if (!meta.has(key, node)) {
                return new DirectoryCheck(DirectoryVerdict.OTHER_NODE, meta.difference(key, node));
            }
            return matches();
        });
    }

    /**
     * Whether this directory belongs to a broker of a cluster and holds a partition of a topic.
     *
     * @param topicId Kafka's UUID of the topic, in Kafka's text form
     */
    public DirectoryCheck check(String clusterId, int nodeId, TopicPartitionName name, String topicId)
            throws IOException {
        DirectoryCheck check = check(clusterId, nodeId);
        return check.matches() ? checkPartition(name, topicId) : check;
    }

    /** Whether this process may read a partition's files here: opens one of them, if there is any. */
    public DirectoryCheck checkFiles(TopicPartitionName name) throws IOException {
        DirectoryFiles files = new DirectoryFiles(path.resolve(name.directoryName()));
        try {
            SegmentListing listing = SegmentListing.of(files.names());
            if (!listing.baseOffsets().isEmpty()) {
                files.open(LogFileName.of(listing.baseOffsets().last(), LogFileName.LOG))
                        .close();
            }
        } catch (NotReadableException e) {
            return new DirectoryCheck(DirectoryVerdict.NOT_READABLE, String.valueOf(e.getMessage()));
        } catch (FilesChangedException e) {
            return new DirectoryCheck(DirectoryVerdict.MATCHES, files + " is being changed by the broker");
        }
        return new DirectoryCheck(DirectoryVerdict.MATCHES, files + " can be read");
    }

    private DirectoryCheck checkPartition(TopicPartitionName name, String topicId) throws IOException {
        Path directory = partition(name).path();
        return checking(directory, () -> {
            if (Files.isSymbolicLink(directory)) {
                return new DirectoryCheck(
                        DirectoryVerdict.NOT_READABLE, directory + " is a symbolic link, which is not followed");
            }
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                return new DirectoryCheck(DirectoryVerdict.MISSING, directory + " is not there");
            }
            if (!Files.isReadable(directory) || !Files.isExecutable(directory)) {
                return notReadable(directory);
            }
            Path file = directory.resolve(METADATA);
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return new DirectoryCheck(
                        DirectoryVerdict.NO_TOPIC_ID,
                        file + " is not there, so that nothing says which topic of this name it is");
            }
            KafkaTextFile metadata = KafkaTextFile.read(file);
            return metadata.has(TOPIC_ID, topicId)
                    ? matches()
                    : new DirectoryCheck(DirectoryVerdict.OTHER_TOPIC, metadata.difference(TOPIC_ID, topicId));
        });
    }

    private DirectoryCheck matches() {
        return new DirectoryCheck(DirectoryVerdict.MATCHES, path + " is the one expected");
    }

    private static DirectoryCheck notReadable(Path path) {
        return new DirectoryCheck(DirectoryVerdict.NOT_READABLE, path + " " + NotReadableException.denied());
    }

    private static DirectoryCheck checking(Path path, Check check) throws IOException {
        try {
            return check.run();
        } catch (NoSuchFileException e) {
            return new DirectoryCheck(DirectoryVerdict.MISSING, e.getFile() + " is not there");
        } catch (AccessDeniedException e) {
            return notReadable(path);
        }
    }

    private interface Check {
        DirectoryCheck run() throws IOException;
    }
}
