package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.OptionException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code max.scan.bytes}: what may be read, what not, and that nothing is read of what may not. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScanGuardIT {
    /** Of three partitions, each with more than 16 KiB and less than 1 MiB. */
    private static final int RECORDS = 6_000;

    private final SqlFixture fixture;

    ScanGuardIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void fill() {
        fixture.cluster().createTopic("guarded", SqlFixture.ORDER_PARTITIONS);
        fixture.registry().register("guarded-value", SqlFixture.ORDER.toString());
        fixture.sendOrders("guarded", 0, RECORDS);
    }

    private List<String> rows(String select, String options, String where) {
        return fixture.rows("SELECT " + select + " FROM kaspar.guarded WITH (" + options + ") " + where);
    }

    @ParameterizedTest
    @ValueSource(strings = {"count(order_id)", "count(*)", "count(*), max(_offset)", "sum(_offset)"})
    void refusesWhatWouldReadMore(String select) {
        assertThatThrownBy(() -> rows(select, "'max.scan.bytes' = '16k'", ""))
                .isInstanceOf(OptionException.class)
                .hasMessageMatching(
                        "the query would read about \\d+\\.\\d KiB of the topic guarded, 6000 offsets, and option max\\.scan\\.bytes"
                                + " allows 16\\.0 KiB\\. Ask for less, .* leaves about \\d+ % of it, .*");
    }

    @ParameterizedTest
    @CsvSource({
        "count(order_id), WHERE _offset < 20, 60",
        "count(*), WHERE _partition = 1 AND _offset >= 1990, 10",
        "max(_offset), '', 1999"
    })
    void readsWhatIsLess(String select, String where, String answer) {
        assertThat(rows(select, "'max.scan.bytes' = '16k'", where)).containsExactly(answer);
    }

    @Test
    void takesALimitForWhatItIs() {
        assertThat(rows("order_id", "'max.scan.bytes' = '16k'", "LIMIT 5")).hasSize(5);
        assertThat(rows("order_id", "'max.scan.bytes' = '16k'", "ORDER BY _offset DESC LIMIT 5"))
                .hasSize(5);
        assertThatThrownBy(() -> rows("order_id", "'max.scan.bytes' = '16k'", "WHERE order_id > 7 LIMIT 5"))
                .isInstanceOf(OptionException.class);
    }

    @Test
    void readsAllWhereThatIsAllowed() {
        assertThat(rows("count(order_id)", "'max.scan.bytes' = '1g'", "")).containsExactly("" + RECORDS);
    }

    /** Nobody asks for the logs' sizes there, but for this. */
    @Test
    void knowsHowLargeLogsAreThatAreReadOverTheNetwork() {
        assertThatThrownBy(() -> rows("count(order_id)", "'max.scan.bytes' = '16k', 'read.locality' = 'off'", ""))
                .hasMessageContaining("16.0 KiB. Ask for less");
    }

    @Test
    void explainsWhatItWouldRefuse() {
        assertThat(fixture.rows("EXPLAIN SELECT order_id FROM kaspar.guarded WITH ('max.scan.bytes' = '16k')")
                        .toString())
                .containsPattern("in \\d+ tasks, about \\d+\\.\\d KiB of the log, pushed \\[]");
    }
}
