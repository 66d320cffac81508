package io.kaspar.bench.writes;

/**
 * What a contender took.
 *
 * @param what was written, in a few words
 * @param ms the best time of a large statement, or the median of small ones
 */
record WriteFigure(String what, String contender, double ms) {}
