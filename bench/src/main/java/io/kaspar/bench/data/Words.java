package io.kaspar.bench.data;

import io.kaspar.samples.SeededNumbers;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A list of words to choose from. */
final class Words {
    private final byte[][] words;

    private Words(byte[][] words) {
        this.words = words;
    }

    static Words of(String commaSeparated) {
        return new Words(Stream.of(commaSeparated.split(","))
                .map(word -> word.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    /** Numbers as words. */
    static Words ofNumbers(int first, int end, String suffix) {
        return new Words(IntStream.range(first, end)
                .mapToObj(number -> (number + suffix).getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    byte[] any(SeededNumbers chance) {
        return words[chance.below(words.length)];
    }
}
