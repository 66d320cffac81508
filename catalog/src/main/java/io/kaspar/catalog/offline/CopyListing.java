package io.kaspar.catalog.offline;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogDirectoryOwner;
import io.kaspar.reader.directory.PartitionListing;
import io.kaspar.reader.log.TopicPartitionName;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What lies in copied log directories.
 *
 * @param clusterId empty when no directory says
 * @param topics by name, then by partition: the directories that hold a copy, in the order they were given
 * @param skipped directories that are no partition's
 */
record CopyListing(
        String clusterId,
        NavigableMap<String, NavigableMap<Integer, List<LogDirectory>>> topics,
        List<String> skipped) {

    static CopyListing read(List<LogDirectory> logDirs) {
        NavigableMap<String, NavigableMap<Integer, List<LogDirectory>>> topics = new TreeMap<>();
        List<String> skipped = new ArrayList<>();
        for (LogDirectory logDir : logDirs) {
            PartitionListing listing = list(logDir);
            for (TopicPartitionName name : listing.partitions()) {
                topics.computeIfAbsent(name.topic(), topic -> new TreeMap<>())
                        .computeIfAbsent(name.partition(), partition -> new ArrayList<>())
                        .add(logDir);
            }
            listing.skipped()
                    .forEach(name ->
                            skipped.add(logDir.path().resolve(name) + " is skipped: no partition is called so"));
        }
        return new CopyListing(clusterId(logDirs), topics, skipped);
    }

    private static PartitionListing list(LogDirectory logDir) {
        if (!Files.isDirectory(logDir.path())) {
            throw new OptionException("option log.dirs names " + logDir.path() + ", which is no directory here; without"
                    + " kafka.bootstrap.servers it must be directories that the driver and all executors see, as"
                    + " path;path, and with it brokerPath=localPath");
        }
        try {
            return logDir.partitions();
        } catch (IOException e) {
            throw unreadable(logDir, e);
        }
    }

    /** Offsets and ids of one cluster mean nothing in another. */
    private static String clusterId(List<LogDirectory> logDirs) {
        String clusterId = "";
        for (LogDirectory logDir : logDirs) {
            String found = owner(logDir).map(LogDirectoryOwner::clusterId).orElse(clusterId);
            if (!clusterId.isEmpty() && !found.equals(clusterId)) {
                throw new OptionException("option log.dirs names directories of two clusters: " + clusterId
                        + ", and in " + logDir.path() + " " + found + "; make a catalog for each");
            }
            clusterId = found;
        }
        return clusterId;
    }

    static Optional<LogDirectoryOwner> owner(LogDirectory logDir) {
        try {
            return logDir.ownerIfKnown();
        } catch (IOException e) {
            throw unreadable(logDir, e);
        }
    }

    static ClusterException unreadable(LogDirectory logDir, IOException e) {
        return new ClusterException(
                logDir.path() + " cannot be read: " + e + "; check the option log.dirs and who may read there", e);
    }
}
