package io.kaspar.bench.limit;

import java.util.List;

/** A query written by hand; one object for each thread, whose answers are put together at the end. */
abstract class HandQuery {

    /** Whether {@link #header} is all that is to be called. */
    boolean readsHeadersOnly() {
        return false;
    }

    /** Takes the facts of a record batch's header. */
    void header(int recordCount) {
        throw new UnsupportedOperationException("this query reads records");
    }

    /** Whether a record batch with this largest timestamp may hold what is looked for. */
    boolean wants(long maxTimestamp) {
        return true;
    }

    /** Takes the records of a batch. */
    abstract void records(byte[] bytes, int position, int recordCount, long baseTimestamp);

    /** Takes in what another thread found. */
    abstract void merge(HandQuery other);

    /** Rows as the SQL query gives them. */
    abstract List<List<Object>> answer();
}
