package io.kaspar.catalog.options;

/**
 * How one query reads a topic, and which part of it.
 *
 * @param stream what counts beside {@code read} where the query is a stream
 */
public record QueryOptions(ReadOptions read, BoundOptions bounds, StreamOptions stream) {

    /** The same with records of open and aborted transactions, too. */
    public QueryOptions uncommitted() {
        return new QueryOptions(read.uncommitted(), bounds, stream);
    }

    /** The same for another part of the topic. */
    public QueryOptions within(BoundOptions others) {
        return new QueryOptions(read, others, stream);
    }
}
