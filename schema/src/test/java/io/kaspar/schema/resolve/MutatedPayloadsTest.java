package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.Seed;
import io.kaspar.testing.fuzz.Mutation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Payloads of each format, frame and window with damage of all kinds: rows, or the refusal that is documented. */
final class MutatedPayloadsTest {
    private static final int ROUNDS = 25_000;

    @Test
    void allSeedsAreTaken() throws Exception {
        PayloadReadingFuzz target = new PayloadReadingFuzz();
        List<byte[]> seeds = target.seeds();
        for (byte[] seed : seeds) {
            target.run(seed);
        }

        assertThat(target.taken()).isEqualTo(seeds.size()).isGreaterThan(50);
    }

    @Test
    void areReadOrRefused() throws Exception {
        Random random = new Random(Seed.next("MutatedPayloadsTest"));
        PayloadReadingFuzz target = new PayloadReadingFuzz();
        List<byte[]> seeds = target.seeds();
        Mutation mutation = new Mutation(random, seeds);
        for (int i = 0; i < ROUNDS; i++) {
            target.run(mutation.behind(seeds.get(random.nextInt(seeds.size())), 1));
        }

        assertThat(target.taken()).isGreaterThan(ROUNDS / 10);
        assertThat(target.refused()).isGreaterThan(ROUNDS / 4);
    }
}
