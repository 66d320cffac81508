package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsvWriterTest {
    @Test
    void quotesWhatWouldBeMisread() {
        assertThat(CsvWriter.line(new String[] {"plain", "a,b", "say \"a\"", "two\nlines"}))
                .isEqualTo("plain,\"a,b\",\"say \"\"a\"\"\",\"two\nlines\"");
    }

    @Test
    void tellsNullFromEmpty() {
        assertThat(CsvWriter.line(new String[] {null, "", "x"})).isEqualTo(",\"\",x");
    }
}
