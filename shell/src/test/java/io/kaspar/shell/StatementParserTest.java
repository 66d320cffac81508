package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jline.reader.EOFError;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1", "SELECT ';", "SELECT 1; SELECT", "SELECT 1 -- ;"})
    void asksForMoreUntilTheSemicolon(String line) {
        assertThatThrownBy(() -> accept(line)).isInstanceOf(EOFError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1;", "", "help", "quit", " exit ; ", "SELECT 'it''s'; -- done", "SELECT \\;"})
    void acceptsWholeStatementsAndItsOwnCommands(String line) {
        assertThat(accept(line)).isEqualTo(line);
    }

    @Test
    void doesNotInterfereWithCompletion() {
        assertThat(new StatementParser()
                        .parse("SELECT ", 7, ParseContext.COMPLETE)
                        .line())
                .isEqualTo("SELECT ");
    }

    private static String accept(String line) {
        return new StatementParser()
                .parse(line, line.length(), ParseContext.ACCEPT_LINE)
                .line();
    }
}
