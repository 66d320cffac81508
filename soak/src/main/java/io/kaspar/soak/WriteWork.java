package io.kaspar.soak;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;

/** What a driver does that may be killed and started again: statements one after the other, or a stream. */
sealed interface WriteWork extends Serializable permits StatementWork, StreamWork {
    /**
     * Does what is left of it.
     *
     * @param folder in which it keeps what it has done
     * @param isLast whether nobody is going to kill it, so that it has to come to an end
     */
    void run(SparkSession spark, WriteRequest request, DriverFolder folder, boolean isLast)
            throws IOException, StreamingQueryException, TimeoutException;

    /** What has to be in the topic when it has come to its end. */
    List<ExpectedRows> expected(WriteRequest request, DriverFolder folder, SoakTopics topics) throws IOException;

    /** The topics that it reads and writes. */
    List<String> topics(WriteRequest request);

    /** What its transactional ids name it by; none where it has no transactions, or a new name with each run. */
    List<String> writeIds(WriteRequest request, DriverFolder folder) throws IOException;
}
