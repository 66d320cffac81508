package io.kaspar.soak;

import io.kaspar.embedded.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** A process that runs one stream until it ends or somebody kills it. */
public final class StreamProcess {
    private static final int FAILED = 1;

    private StreamProcess() {}

    /** What its micro-batches gave. */
    static BatchFiles batches(DriverFolder folder) {
        return new BatchFiles(folder.root().resolve("process").resolve("rows"));
    }

    /** @param arguments the folder, which is the stream's checkpoint as well, and where the brokers are */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        ParentWatch.start();
        DriverFolder folder = new DriverFolder(Path.of(arguments[0]));
        System.exit(run(folder, SoakSession.start(arguments[1])) ? 0 : FAILED);
    }

    @SuppressWarnings("IllegalCatch") // whatever a stream fails with is what is looked for
    private static boolean run(DriverFolder folder, SparkSession spark) throws IOException, ClassNotFoundException {
        StreamRequest request = (StreamRequest) folder.request();
        folder.begun();
        try {
            request.writer(spark, new StreamSink(spark, batches(folder), new Tally()), new StreamFiles(folder.root()))
                    .start()
                    .awaitTermination();
            return true;
        } catch (StreamingQueryException | TimeoutException | RuntimeException e) {
            folder.failed(e);
            return false;
        }
    }
}
