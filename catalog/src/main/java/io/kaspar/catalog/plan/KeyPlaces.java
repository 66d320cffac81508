package io.kaspar.catalog.plan;

import io.kaspar.catalog.predicate.RecordKey;
import io.kaspar.reader.log.KeySet;
import io.kaspar.writer.KeyPartitioner;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** In which partitions the keys are that conditions name. Other keys, and records without one, may be anywhere. */
final class KeyPlaces {
    /** Where conditions say nothing of keys. */
    static final KeyPlaces OF_NONE = new KeyPlaces(Set.of(), List.of(RecordKey.OTHER), Map.of());

    private final Set<ByteBuffer> named;
    private final List<RecordKey> anywhere;
    private final Map<Integer, List<RecordKey>> placed;

    private KeyPlaces(Set<ByteBuffer> named, List<RecordKey> anywhere, Map<Integer, List<RecordKey>> placed) {
        this.named = named;
        this.anywhere = anywhere;
        this.placed = placed;
    }

    /**
     * @param keys that conditions name
     * @param partitioner of all who wrote; empty where that is not known
     * @param partitionCount of the topic
     */
    static KeyPlaces of(Set<ByteBuffer> keys, Optional<KeyPartitioner> partitioner, int partitionCount) {
        List<RecordKey> anywhere = new ArrayList<>(List.of(RecordKey.OTHER, RecordKey.NONE));
        Map<Integer, List<RecordKey>> placed = new HashMap<>();
        for (ByteBuffer key : keys) {
            OptionalInt place = partitioner
                    .map(known -> known.partition(bytes(key), partitionCount))
                    .orElseGet(OptionalInt::empty);
            (place.isEmpty() ? anywhere : placed.computeIfAbsent(place.getAsInt(), partition -> new ArrayList<>()))
                    .add(new RecordKey.Named(key));
        }
        return new KeyPlaces(keys, anywhere, placed);
    }

    private static byte[] bytes(ByteBuffer key) {
        byte[] bytes = new byte[key.remaining()];
        key.duplicate().get(bytes);
        return bytes;
    }

    /** What keys in a partition may be. */
    Stream<RecordKey> in(int partition) {
        return Stream.concat(anywhere.stream(), placed.getOrDefault(partition, List.of()).stream());
    }

    /** The keys that are wanted of one partition. A key that is named, and is none of them, is not wanted. */
    KeySet set(Set<RecordKey> wanted) {
        if (named.isEmpty() && anywhere.size() == 1) {
            return KeySet.ALL;
        }
        boolean isNullIn = wanted.contains(RecordKey.NONE);
        boolean areOthersIn = wanted.contains(RecordKey.OTHER);
        List<byte[]> keys = named.stream()
                .filter(key -> wanted.contains(new RecordKey.Named(key)) != areOthersIn)
                .map(KeyPlaces::bytes)
                .toList();
        return areOthersIn ? KeySet.allBut(keys, isNullIn) : KeySet.of(keys, isNullIn);
    }
}
