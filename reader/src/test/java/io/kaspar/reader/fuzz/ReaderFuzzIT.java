package io.kaspar.reader.fuzz;

import io.kaspar.testing.fuzz.FuzzRun;
import org.junit.jupiter.api.Test;

class ReaderFuzzIT {
    private static final int RUNS = 3_000;

    @Test
    void readsWhateverComesOrRefusesItAsDocumented() throws Exception {
        FuzzRun.check(ReaderTargets.all(), RUNS);
    }
}
