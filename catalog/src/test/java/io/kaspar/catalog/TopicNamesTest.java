package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.connector.catalog.Identifier;
import org.junit.jupiter.api.Test;

class TopicNamesTest {
    private static Identifier identifier(String name, String... namespace) {
        return Identifier.of(namespace, name);
    }

    @Test
    void joinsNamespacesAndNameByDots() {
        assertThat(TopicNames.candidates(identifier("orders"))).containsExactly("orders");
        assertThat(TopicNames.candidates(identifier("topic", "my", "own"))).containsExactly("my.own.topic");
    }

    @Test
    void takesDefaultForNothingBeforeItTriesTheWholeName() {
        assertThat(TopicNames.candidates(identifier("orders", "default"))).containsExactly("orders", "default.orders");
        assertThat(TopicNames.candidates(identifier("b", "default", "a"))).containsExactly("a.b", "default.a.b");
        assertThat(TopicNames.candidates(identifier("b", "all_topics"))).containsExactly("b", "all_topics.b");
    }

    @Test
    void takesOtherNamespacesForTheStartOfNames() {
        assertThat(TopicNames.prefix(new String[0])).isEmpty();
        assertThat(TopicNames.prefix(new String[] {"default"})).isEmpty();
        assertThat(TopicNames.prefix(new String[] {"my", "own"})).isEqualTo("my.own.");
    }
}
