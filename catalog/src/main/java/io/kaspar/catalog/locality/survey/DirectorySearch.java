package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.reader.directory.DirectoryCheck;
import io.kaspar.reader.directory.DirectoryVerdict;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.LogDirectoryOwner;
import io.kaspar.reader.log.TopicPartitionName;
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
    List<LogDirectoryAnswer> answers() {
        List<LogDirectoryAnswer> answers = new ArrayList<>();
        for (BrokerLogDirectories broker : question.directories().brokers()) {
            for (BrokerLogDirectories.Directory directory : broker.directories()) {
                answers.add(answer(broker, directory));
            }
        }
        if (question.onlyFound()) {
            answers.removeIf(answer -> !answer.isFound());
        }
        return answers;
    }

    /** Of the first place that is right, else of the first that is there at all. */
    private LogDirectoryAnswer answer(BrokerLogDirectories broker, BrokerLogDirectories.Directory directory) {
        List<LogDirectoryAnswer> tried = new ArrayList<>();
        for (String path : new LogDirPaths(question.logDirs()).of(directory.path())) {
            LogDirectoryAnswer answer = look(broker, directory, path);
            if (answer.isFound()) {
                return answer;
            }
            tried.add(answer);
        }
        return tried.stream().filter(LogDirectoryAnswer::isThere).findFirst().orElse(tried.get(0));
    }

    private LogDirectoryAnswer look(
            BrokerLogDirectories broker, BrokerLogDirectories.Directory directory, String text) {
        String clusterId = "";
        String nodeId = "";
        String mount = "";
        DirectoryCheck check;
        try {
            LogDirectory found = new LogDirectory(Path.of(text));
            check = directory.failedBecause().isEmpty()
                    ? check(found, broker.nodeId(), directory.partitions())
                    : new DirectoryCheck(
                            DirectoryVerdict.NOT_READABLE, "the broker itself says: " + directory.failedBecause());
            if (Files.exists(found.path())) {
                mount = mount(found.path());
            }
            if (check.verdict() != DirectoryVerdict.MISSING && check.verdict() != DirectoryVerdict.NOT_READABLE) {
                LogDirectoryOwner owner = found.owner();
                clusterId = owner.clusterId();
                nodeId = owner.nodeId();
            }
        } catch (IOException | InvalidPathException e) {
            check = new DirectoryCheck(DirectoryVerdict.NOT_READABLE, text + " cannot be read: " + e);
        }
        return new LogDirectoryAnswer(
                broker.nodeId(), directory.path(), text, check.verdict(), check.detail(), clusterId, nodeId, mount);
    }

    private DirectoryCheck check(LogDirectory directory, int nodeId, List<Integer> partitions) throws IOException {
        String clusterId = question.directories().clusterId();
        DirectoryCheck check = directory.check(clusterId, nodeId);
        for (int index = 0; index < partitions.size() && check.matches(); index++) {
            TopicPartitionName name = new TopicPartitionName(question.topic(), partitions.get(index));
            check = directory.check(clusterId, nodeId, name, question.topicId());
            if (check.matches()) {
                check = directory.checkFiles(name);
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
