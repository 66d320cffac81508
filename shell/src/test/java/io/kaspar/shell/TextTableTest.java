package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static final ResultColumn TEXT = new ResultColumn("name", DataTypes.StringType);
    private static final ResultColumn NUMBER = new ResultColumn("n", DataTypes.IntegerType);

    @Test
    void alignsTextLeftAndNumbersRight() {
        assertThat(draw(0, row("a", "1"), row("long", "234"))).isEqualTo("""
                         name |   n
                        ------+-----
                         a    |   1
                         long | 234""");
    }

    @Test
    void goesOnWithWiderColumnsOnly() {
        ResultColumn[] columns = {TEXT, NUMBER};
        TextTable first = new TextTable(columns, List.<@Nullable String[]>of(row("longer", "1")), 8, 80);
        TextTable same = first.goingOn(List.<@Nullable String[]>of(row("a", "23")), 80);
        TextTable wider = same.goingOn(List.<@Nullable String[]>of(row("a text of many letters", "1")), 80);

        assertThat(same.line(row("a", "2"))).isEqualTo(" a      |  2");
        assertThat(first.isAsWideAs(same)).isFalse();
        assertThat(same.isAsWideAs(same.goingOn(List.<@Nullable String[]>of(row("b", "4")), 80)))
                .isTrue();
        assertThat(wider.line(row("a text of many letters", "1"))).isEqualTo(" a text … |  1");
        assertThat(wider.isAsWideAs(wider.goingOn(List.<@Nullable String[]>of(row("another text", "1")), 80)))
                .isTrue();
    }

    @Test
    void showsNulls() {
        assertThat(draw(0, row(null, null))).isEqualTo("""
                         name |    n
                        ------+------
                         NULL | NULL""");
    }

    @Test
    void cutsLongCells() {
        assertThat(draw(5, row("abcde", "1"), row("abcdef", "2"))).isEqualTo("""
                         name  | n
                        -------+---
                         abcde | 1
                         abcd… | 2""");
    }

    @Test
    void neverCutsNumbers() {
        assertThat(draw(3, row("a", "123456"))).contains("123456");
    }

    @Test
    void countsWideCharactersTwice() {
        assertThat(draw(5, row("東京", "1"), row("東京都", "2"), row("ab", "3"))).isEqualTo("""
                         name  | n
                        -------+---
                         東京  | 1
                         東京… | 2
                         ab    | 3""");
    }

    @Test
    void keepsARowOnOneLine() {
        assertThat(draw(0, row("a\n\tb\u0001", "1"))).isEqualTo("""
                         name         | n
                        --------------+---
                         a\\n\\tb\\u0001 | 1""");
    }

    @Test
    void cutsCellsToFitTheScreen() {
        assertThat(drawOn(24, 60, row("a text of twenty-four", "1"))).isEqualTo("""
                         name              | n
                        -------------------+---
                         a text of twenty… | 1""");
        assertThat(drawOn(24, 0, row("a text of twenty-four", "1"))).contains("a text of twenty-four");
        assertThat(drawOn(5, 60, row("a text of twenty-four", "1"))).contains("a text of t… | 1");
    }

    private static String draw(int maxWidth, @Nullable String[]... rows) {
        return drawOn(0, maxWidth, rows);
    }

    private static String drawOn(int screenWidth, int maxWidth, @Nullable String[]... rows) {
        List<@Nullable String[]> all = Arrays.asList(rows);
        TextTable table = new TextTable(new ResultColumn[] {TEXT, NUMBER}, all, maxWidth, screenWidth);
        return Stream.concat(Stream.of(table.header()), all.stream().map(table::line))
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String[] row(@Nullable String... cells) {
        return cells;
    }
}
