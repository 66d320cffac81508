package io.kaspar.catalog.facts;

import io.kaspar.reader.log.OffsetRange;

/**
 * What a partition's leader said that it held.
 *
 * @param range from the start of its log to what the isolation allows
 * @param leaderEpoch the leader's; below 0 when it did not say
 */
public record LeaderLogBounds(OffsetRange range, int leaderEpoch) {}
