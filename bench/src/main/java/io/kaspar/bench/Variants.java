package io.kaspar.bench;

/** What some cases compare contenders with besides each other. */
final class Variants {
    /** The rows that are asked for in a topic of their own. */
    static final String OWN_TOPIC = "own-topic";
    /** One core instead of all. */
    static final String ONE_CORE = "1-core";
    /** A topic of few partitions. */
    static final String SMALL_TOPIC = "small-topic";
    /** A Parquet table of 1,000 rows, as a contender of its own. */
    static final String PARQUET = "parquet";

    private Variants() {}
}
