package io.kaspar.reader.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.fuzz.FuzzCases;
import io.kaspar.testing.fuzz.FuzzTarget;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReaderFuzzCasesTest {
    static List<Class<? extends FuzzTarget>> targets() throws ClassNotFoundException {
        return ReaderTargets.all();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void readsOrRefusesAgainWhatWasOnceFound(Class<? extends FuzzTarget> target) throws Exception {
        assertThat(FuzzCases.replay(target)).isPositive();
    }
}
