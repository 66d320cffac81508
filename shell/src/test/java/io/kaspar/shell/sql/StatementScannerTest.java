package io.kaspar.shell.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementScannerTest {
    @Test
    void cutsAtSemicolons() {
        assertThat(StatementScanner.scan("SELECT 1; SELECT\n 2 ;").statements())
                .containsExactly("SELECT 1", "SELECT\n 2");
    }

    @Test
    void keepsWhatFollowsTheLastSemicolon() {
        assertThat(StatementScanner.scan("SELECT 1; SELECT 2").rest()).isEqualTo("SELECT 2");
    }

    @Test
    void leavesSemicolonsInQuotesAlone() {
        assertThat(StatementScanner.scan("SELECT 'a;b', \"c;d\", `e;f`;").statements())
                .containsExactly("SELECT 'a;b', \"c;d\", `e;f`");
    }

    @Test
    void knowsEscapedAndDoubledQuotes() {
        assertThat(StatementScanner.scan("SELECT 'it\\';s', 'it'';s';").statements())
                .containsExactly("SELECT 'it\\';s', 'it'';s'");
    }

    @Test
    void takesBackslashesOfRawStringsAsTheyAre() {
        assertThat(StatementScanner.scan("SELECT r'\\'; SELECT 2;").statements())
                .containsExactly("SELECT r'\\'", "SELECT 2");
    }

    @Test
    void takesAnRThatEndsANameForNoRawString() {
        assertThat(StatementScanner.scan("SELECT xr'\\';';").statements()).containsExactly("SELECT xr'\\';'");
    }

    @Test
    void leavesSemicolonsInCommentsAlone() {
        assertThat(StatementScanner.scan("SELECT 1 -- one; two\n, 2 /* three; /* four; */ five; */;")
                        .statements())
                .containsExactly("SELECT 1 -- one; two\n, 2 /* three; /* four; */ five; */");
    }

    @Test
    void findsNoStatementInBlanksAndComments() {
        StatementScanner.Statements found = StatementScanner.scan(" ; -- nothing;\n;; /* here; */ ");

        assertThat(found.statements()).isEmpty();
        assertThat(found.rest()).isEmpty();
    }

    @Test
    void takesAnOpenQuoteOrCommentForAnUnfinishedStatement() {
        assertThat(StatementScanner.scan("SELECT 'a;").rest()).isEqualTo("SELECT 'a;");
        assertThat(StatementScanner.scan("SELECT `a;").rest()).isEqualTo("SELECT `a;");
        assertThat(StatementScanner.scan("/* a;").rest()).isEqualTo("/* a;");
        assertThat(StatementScanner.scan("SELECT 'a\\").rest()).isEqualTo("SELECT 'a\\");
    }
}
