package io.kaspar.soak;

import io.kaspar.embedded.ParentWatch;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** A process that runs one stream until it ends or somebody kills it. */
public final class StreamProcess {
    private static final int FAILED = 1;

    private StreamProcess() {}

    /**
     * What the process and who started it tell each other, in files.
     *
     * @param root the stream's checkpoint, in which Spark leaves alone what it does not know
     */
    record Folder(Path root) {
        private Path file(String name) throws IOException {
            return Files.createDirectories(root.resolve("process")).resolve(name);
        }

        BatchFiles batches() {
            return new BatchFiles(root.resolve("process").resolve("rows"));
        }

        /** What the process prints. */
        Path output() throws IOException {
            return file("output");
        }

        void write(StreamRequest request) throws IOException {
            try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file("request")))) {
                out.writeObject(request);
            }
        }

        private StreamRequest request() throws IOException, ClassNotFoundException {
            try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file("request")))) {
                return (StreamRequest) in.readObject();
            }
        }

        void forgetLastRun() throws IOException {
            Files.deleteIfExists(file("begun"));
            Files.deleteIfExists(file("failure"));
        }

        /** Whether Spark is there and the query is about to start. */
        boolean hasBegun() throws IOException {
            return Files.exists(file("begun"));
        }

        private void begun() throws IOException {
            Files.writeString(file("begun"), "");
        }

        /** What the query failed with. */
        Optional<String> failure() throws IOException {
            return Files.exists(file("failure")) ? Optional.of(Files.readString(file("failure"))) : Optional.empty();
        }

        private void failed(Throwable failure) throws IOException {
            Files.writeString(file("failure"), FailureCause.messages(failure));
        }
    }

    /** @param arguments the folder, and where the brokers are */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        ParentWatch.start();
        Folder folder = new Folder(Path.of(arguments[0]));
        System.exit(run(folder, SoakSession.start(arguments[1])) ? 0 : FAILED);
    }

    @SuppressWarnings("IllegalCatch") // whatever a stream fails with is what is looked for
    private static boolean run(Folder folder, SparkSession spark) throws IOException, ClassNotFoundException {
        StreamRequest request = folder.request();
        folder.begun();
        try {
            request.writer(spark, new StreamSink(spark, folder.batches(), new Tally()), new StreamFiles(folder.root()))
                    .start()
                    .awaitTermination();
            return true;
        } catch (StreamingQueryException | TimeoutException | RuntimeException e) {
            folder.failed(e);
            return false;
        }
    }
}
