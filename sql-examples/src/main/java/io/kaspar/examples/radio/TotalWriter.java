package io.kaspar.examples.radio;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.sql.ForeachWriter;
import org.jspecify.annotations.Nullable;

/**
 * A typed sink: puts each total into the database as it is now. The sums are the stream's own, in its checkpoint; a total may be put twice.
 */
public final class TotalWriter extends ForeachWriter<TitleTotal> {
    private static final long serialVersionUID = 1L;

    /** Of an executor, for all of its tasks: a connection takes longer than a micro-batch. */
    private static final Map<InetSocketAddress, PlayDatabase> CONNECTIONS = new ConcurrentHashMap<>();

    private final InetSocketAddress address;
    private final String artist;

    public TotalWriter(InetSocketAddress address, String artist) {
        this.address = address;
        this.artist = artist;
    }

    @Override
    public boolean open(long partitionId, long epochId) {
        return true;
    }

    @Override
    public void process(TitleTotal total) {
        CONNECTIONS.computeIfAbsent(address, PlayDatabase::open).put(artist, total);
    }

    @Override
    public void close(@Nullable Throwable error) {}

    /** Ends the connections of this process. */
    public static void disconnect() {
        CONNECTIONS.values().forEach(PlayDatabase::close);
        CONNECTIONS.clear();
    }
}
