package io.kaspar.shell.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.shell.sql.TypedStatement.Place;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bar in these statements is the cursor. */
class TypedStatementTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM |",
                "SELECT * FROM ord|",
                "SELECT * FROM kaspar.ord|",
                "SELECT * FROM orders o, pay|",
                "SELECT * FROM orders AS o, kaspar.payments, |",
                "SELECT * FROM orders o JOIN pay|",
                "SELECT * FROM (SELECT * FROM |",
                "SELECT 1; SELECT * FROM |; SELECT 2",
                "REFRESH TABLE ord|",
                "DESCRIBE ord|",
                "desc extended ord|",
                "\\d ord|",
            })
    void wantsATable(String text) {
        assertThat(typed(text).place()).isEqualTo(Place.TABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "|",
                "SEL|",
                "SELECT a, |",
                "SELECT a FROM orders |",
                "SELECT a FROM orders WHERE b = |",
                "SELECT extract(year FROM |",
                "SELECT a IS DISTINCT FROM |",
                "SELECT 'from' |",
                "SELECT * FROM orders ORDER BY a, |",
            })
    void wantsAnExpression(String text) {
        assertThat(typed(text).place()).isEqualTo(Place.EXPRESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USE |", "USE kas|", "SHOW TABLES IN |"})
    void wantsACatalog(String text) {
        assertThat(typed(text).place()).isEqualTo(Place.CATALOG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 'a|", "SELECT 'a|b'", "SELECT 1 -- from |", "/* FROM | */", "/* FROM |"})
    void wantsNothingInTextsAndComments(String text) {
        assertThat(typed(text).place()).isEqualTo(Place.NOTHING);
    }

    @Test
    void cutsTheNameAtTheCursorIntoItsParts() {
        assertThat(typed("SELECT * FROM kaspar.`my-t|").typed()).isEqualTo("`my-t");
        assertThat(typed("SELECT * FROM kaspar.`my-t|").qualifier()).containsExactly("kaspar");
        assertThat(typed("SELECT o.`a``b`.|").qualifier()).containsExactly("o", "a`b");
        assertThat(typed("SELECT o.pri|ce").typed()).isEqualTo("pri");
        assertThat(typed("SELECT o.quantity*o.|").qualifier()).containsExactly("o");
        assertThat(typed("SELECT count(|").typed()).isEmpty();
        assertThat(typed("SELECT a. b|").qualifier()).isEmpty();
    }

    @Test
    void findsTheTablesOfTheStatementAlsoBehindTheCursor() {
        TypedStatement statement = typed("SELECT 1 FROM x; SELECT o.| FROM kaspar.orders o, kaspar.`my-topic` AS t"
                + " LEFT JOIN payments ON a = b, (SELECT 1 FROM inside) s WHERE 1 = 1; SELECT 1 FROM y");

        assertThat(statement.tables())
                .containsExactly(
                        new NamedTable(List.of("kaspar", "orders"), Optional.of("o")),
                        new NamedTable(List.of("kaspar", "my-topic"), Optional.of("t")),
                        new NamedTable(List.of("payments"), Optional.empty()),
                        new NamedTable(List.of("inside"), Optional.empty()));
    }

    @Test
    void takesFunctionsForNoTables() {
        assertThat(typed("SELECT extract(year FROM t) FROM range(5) r, orders|").tables())
                .isEmpty();
    }

    private static TypedStatement typed(String text) {
        int cursor = text.indexOf('|');
        return TypedStatement.at(text.replace("|", ""), cursor);
    }
}
