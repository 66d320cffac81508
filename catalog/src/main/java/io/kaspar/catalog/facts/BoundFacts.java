package io.kaspar.catalog.facts;

import java.util.Map;

/**
 * What the bounds of a query are resolved with.
 *
 * @param startsAt by partition: the offset of the first record of the starting time or later, where there is one; or where a consumer
 *     group got, where it has an offset
 * @param endsAt by partition: the same of the ending time
 */
public record BoundFacts(TopicSnapshot snapshot, Map<Integer, Long> startsAt, Map<Integer, Long> endsAt) {
    public BoundFacts {
        startsAt = Map.copyOf(startsAt);
        endsAt = Map.copyOf(endsAt);
    }
}
