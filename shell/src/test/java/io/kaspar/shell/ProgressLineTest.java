package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter drawn = new StringWriter();
    private final ProgressLine line = new ProgressLine(new TaskProgress("group"), new PrintWriter(drawn), () -> 80);

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void leavesNothingBehind() {
        line.begin();
        line.draw();
        line.end();
        line.end();
        line.draw();

        assertThat(drawn.toString()).matches("\rplanning, \\d+ s\u001b\\[K\r\u001b\\[K");
    }

    @Test
    void drawsNothingForAStatementThatEndsSoon() {
        line.begin();
        line.end();

        assertThat(drawn.toString()).isEmpty();
    }

    @Test
    void saysHowFarItIs() {
        ReadSoFar read = new ReadSoFar(1_234_567, 75_000_000, 25_000_000);

        assertThat(ProgressText.of(new TaskProgress.Totals(12, 3, read), Duration.ofMillis(9_900)))
                .isEqualTo("[=====               ] 3/12 tasks, 1,234,567 rows, 100.0 MB, 75% local, 9 s");
        assertThat(ProgressText.of(new TaskProgress.Totals(2, 2, ReadSoFar.NOTHING), Duration.ZERO))
                .isEqualTo("[====================] 2/2 tasks, 0 s");
    }

    @Test
    void fitsTheScreen() {
        ProgressLine narrow = new ProgressLine(new TaskProgress("group"), new PrintWriter(drawn), () -> 6);
        narrow.begin();
        narrow.draw();

        assertThat(drawn.toString()).isEqualTo("\rplann\u001b[K");
        narrow.close();
    }
}
