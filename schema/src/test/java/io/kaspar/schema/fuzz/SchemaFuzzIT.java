package io.kaspar.schema.fuzz;

import io.kaspar.testing.fuzz.FuzzRun;
import org.junit.jupiter.api.Test;

class SchemaFuzzIT {
    private static final int RUNS = 10_000;

    @Test
    void readsWhateverComesOrRefusesItAsDocumented() throws Exception {
        FuzzRun.check(SchemaTargets.all(), RUNS);
    }
}
