package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerDisks;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.segment.DirectoryCheck;
import io.kaspar.reader.segment.DirectoryVerdict;
import io.kaspar.reader.segment.LogDirectory;
import io.kaspar.reader.segment.LogDirectoryOwner;
import io.kaspar.reader.source.LogDirPaths;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for brokers' log directories on this machine, in the way a task that reads does. */
final class DirectorySearch {
    private final DirectoryQuestion question;

    DirectorySearch(DirectoryQuestion question) {
        this.question = question;
    }

    /** An answer for each log directory of each broker that was asked about. */
    List<DirectoryAnswer> answers() {
        List<DirectoryAnswer> answers = new ArrayList<>();
        for (BrokerDisks broker : question.disks().brokers()) {
            for (BrokerDisks.Disk disk : broker.disks()) {
                answers.add(answer(broker, disk));
            }
        }
        if (question.onlyFound()) {
            answers.removeIf(answer -> !answer.isFound());
        }
        return answers;
    }

    /** Of the first place that is right, else of the first that is there at all. */
    private DirectoryAnswer answer(BrokerDisks broker, BrokerDisks.Disk disk) {
        List<DirectoryAnswer> tried = new ArrayList<>();
        for (String path : new LogDirPaths(question.logDirs()).of(disk.path())) {
            DirectoryAnswer answer = look(broker, disk, path);
            if (answer.isFound()) {
                return answer;
            }
            tried.add(answer);
        }
        return tried.stream().filter(DirectoryAnswer::isThere).findFirst().orElse(tried.get(0));
    }

    private DirectoryAnswer look(BrokerDisks broker, BrokerDisks.Disk disk, String text) {
        String clusterId = "";
        String nodeId = "";
        String mount = "";
        DirectoryCheck check;
        try {
            LogDirectory directory = new LogDirectory(Path.of(text));
            check = disk.failedBecause().isEmpty()
                    ? check(directory, broker.nodeId(), disk.partitions())
                    : new DirectoryCheck(
                            DirectoryVerdict.NOT_READABLE, "the broker itself says: " + disk.failedBecause());
            if (Files.exists(directory.path())) {
                mount = mount(directory.path());
            }
            if (check.verdict() != DirectoryVerdict.MISSING && check.verdict() != DirectoryVerdict.NOT_READABLE) {
                LogDirectoryOwner owner = directory.owner();
                clusterId = owner.clusterId();
                nodeId = owner.nodeId();
            }
        } catch (IOException | InvalidPathException e) {
            check = new DirectoryCheck(DirectoryVerdict.NOT_READABLE, text + " cannot be read: " + e);
        }
        return new DirectoryAnswer(
                broker.nodeId(), disk.path(), text, check.verdict(), check.detail(), clusterId, nodeId, mount);
    }

    private DirectoryCheck check(LogDirectory directory, int nodeId, List<Integer> partitions) throws IOException {
        String clusterId = question.disks().clusterId();
        DirectoryCheck check = directory.check(clusterId, nodeId);
        for (int index = 0; index < partitions.size() && check.matches(); index++) {
            TopicPartitionName name = new TopicPartitionName(question.topic(), partitions.get(index));
            check = directory.check(clusterId, nodeId, name, question.topicId());
            if (check.matches()) {
                check = directory.partition(name).checkFiles();
            }
        }
        return check;
    }

    /** As Linux tells it: mount point and device, then the file system's type. */
    private static String mount(Path path) throws IOException {
        FileStore store = Files.getFileStore(path);
        return store + " " + store.type();
    }
}
