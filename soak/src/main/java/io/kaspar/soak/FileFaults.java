package io.kaspar.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * Damages files of closed segments for a while. The broker goes on with the good file, which it has open: a copy with the
 * damage takes its name only.
 */
final class FileFaults {
    private static final int REPLICAS_AT_ONCE = 3;

    private final SoakCluster cluster;
    private final SoakTopics topics;
    private final Random random;

    FileFaults(SoakCluster cluster, SoakTopics topics, Random random) {
        this.cluster = cluster;
        this.topics = topics;
        this.random = random;
    }

    /** Damages a file's bytes. */
    private interface Damage {
        byte[] of(byte[] bytes);
    }

    /** A flipped bit in a segment. */
    boolean flipBit() throws IOException {
        // compaction and retention would meet our copies of other topics' segments
        return damage(topic -> topic.traits().isEmpty(), ".log", this::flipped);
    }

    /** Offset and time indexes that are cut off, zeros, or anything. */
    boolean damageIndexes() throws IOException {
        String suffix = random.nextInt(3) == 0 ? ".timeindex" : ".index";
        return damage(topic -> !topic.has(SoakTopic.Trait.RECREATED), suffix, this::garbage);
    }

    /** A flipped bit in what a segment says of aborted transactions. Where compaction removes markers, nothing contradicts it. */
    boolean damageTransactionIndexes() throws IOException {
        return damage(
                topic -> topic.has(SoakTopic.Trait.TRANSACTIONAL) && !topic.has(SoakTopic.Trait.COMPACTED),
                ".txnindex",
                this::flipped);
    }

    private byte[] flipped(byte[] bytes) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return bytes;
    }

    private byte[] garbage(byte[] bytes) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return new byte[0];
        }
        byte[] damaged = new byte[kind == 1 ? random.nextInt(bytes.length + 1) : bytes.length];
        if (kind == 2) {
            random.nextBytes(damaged);
        } else if (kind == 1) {
            System.arraycopy(bytes, 0, damaged, 0, damaged.length);
        }
        return damaged;
    }

    private boolean damage(Predicate<SoakTopic> kind, String suffix, Damage damage) throws IOException {
        List<Damaged> all = new ArrayList<>();
        try {
            for (int i = 0; i < REPLICAS_AT_ONCE; i++) {
                List<Path> closed = closedSegments(kind, suffix);
                if (!closed.isEmpty()) {
                    all.add(Damaged.put(closed.get(random.nextInt(closed.size())), damage));
                }
            }
            Life.sleep(2_000 + random.nextInt(4_000));
            return !all.isEmpty();
        } catch (NoSuchFileException e) {
            return false; // the broker was faster
        } finally {
            for (Damaged damaged : all) {
                damaged.undo();
            }
        }
    }

    private List<Path> closedSegments(Predicate<SoakTopic> kind, String suffix) throws IOException {
        TopicLedger ledger = topics.any(random, kind);
        TopicPartition partition = new TopicPartition(ledger.topic().name(), random.nextInt(ledger.partitionCount()));
        Path logDir = cluster.replicas(1 + random.nextInt(SoakCluster.BROKERS)).get(partition);
        if (logDir == null) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(logDir.resolve(partition.toString()))) {
            List<Path> sorted = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            return sorted.subList(0, Math.max(0, sorted.size() - 1));
        }
    }

    /** A damaged file, and the good one under another name. */
    private record Damaged(Path file, Path good, Object damagedKey) {
        static Damaged put(Path file, Damage damage) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw new NoSuchFileException(file.toString());
            }
            // beside the partition's directory, in the same file system
            Path folder = Objects.requireNonNull(file.getParent())
                    .resolveSibling("..")
                    .normalize();
            Path good = folder.resolve("good-" + file.getFileName() + "-" + System.nanoTime());
            Path damaged = folder.resolve("damaged-" + good.getFileName());
            Files.createLink(good, file);
            Files.write(damaged, damage.of(bytes));
            Object key = key(damaged);
            Files.move(damaged, file, StandardCopyOption.ATOMIC_MOVE);
            return new Damaged(file, good, key);
        }

        void undo() throws IOException {
            try {
                if (key(file).equals(damagedKey)) {
                    Files.move(good, file, StandardCopyOption.ATOMIC_MOVE);
                }
            } catch (NoSuchFileException e) {
                // the broker has deleted the segment, or replaced it
            } finally {
                Files.deleteIfExists(good);
            }
        }

        private static Object key(Path file) throws IOException {
            return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        }
    }
}
