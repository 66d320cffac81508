package io.kaspar.soak;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a driver in a process of its own, and who started it, tell each other in files: the driver may be killed at any moment.
 *
 * @param root the folder of one stream or write, over all of its runs; a checkpoint may lie there, too
 */
record DriverFolder(Path root) {
    private Path file(String name) throws IOException {
        return Files.createDirectories(root.resolve("process")).resolve(name);
    }

    /** What the process prints. */
    Path output() throws IOException {
        return file("output");
    }

    /** What is to be done. */
    void write(Serializable request) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file("request")))) {
            out.writeObject(request);
        }
    }

    Object request() throws IOException, ClassNotFoundException {
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file("request")))) {
            return in.readObject();
        }
    }

    void forgetLastRun() throws IOException {
        Files.deleteIfExists(file("begun"));
        Files.deleteIfExists(file("failure"));
    }

    /** Whether Spark is there and the work is about to start. */
    boolean hasBegun() throws IOException {
        return Files.exists(file("begun"));
    }

    void begun() throws IOException {
        Files.writeString(file("begun"), "");
    }

    /** What the run failed with. */
    Optional<String> failure() throws IOException {
        return Files.exists(file("failure")) ? Optional.of(Files.readString(file("failure"))) : Optional.empty();
    }

    void failed(Throwable failure) throws IOException {
        Files.writeString(file("failure"), FailureCause.messages(failure));
    }

    /** Keeps for all runs to come that something happened. */
    void mark(String what) throws IOException {
        Files.writeString(file("mark-" + what), "");
    }

    boolean isMarked(String what) throws IOException {
        return Files.exists(file("mark-" + what));
    }
}
