package io.kaspar.shell.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SqlNameTest {
    @Test
    void quotesOnlyWhatHasToBe() {
        assertThat(SqlName.written(List.of("kaspar", "orders_1"))).isEqualTo("kaspar.orders_1");
        assertThat(SqlName.written("my-topic")).isEqualTo("`my-topic`");
        assertThat(SqlName.written("1st")).isEqualTo("`1st`");
        assertThat(SqlName.written("left")).isEqualTo("`left`");
        assertThat(SqlName.written("a`b")).isEqualTo("`a``b`");
    }

    @Test
    void readsNamesWithAndWithoutQuotes() {
        assertThat(SqlName.parts("kaspar.`a.b`")).containsExactly("kaspar", "a.b");
        assertThat(SqlName.parts("kaspar.my-topic")).containsExactly("kaspar", "my-topic");
        assertThat(SqlName.parts("orders")).containsExactly("orders");
        assertThat(SqlName.parts("two words")).containsExactly("two words");
    }
}
