package io.kaspar.examples.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExampleArgumentsTest {
    @Test
    void readsWordsPairsFlagsAndSettings() {
        ExampleArguments arguments = ExampleArguments.parse(
                List.of("score", "--rows", "3", "--cluster", "--conf", "spark.a=b=c", "--conf", "spark.d=e"),
                "cluster");

        assertThat(arguments.words()).containsExactly("score");
        assertThat(arguments.find("rows")).contains("3");
        assertThat(arguments.value("folder", "here")).isEqualTo("here");
        assertThat(arguments.has("cluster")).isTrue();
        assertThat(arguments.settings()).isEqualTo(Map.of("spark.a", "b=c", "spark.d", "e"));
    }

    @Test
    void wantsTheValueOfAName() {
        assertThatThrownBy(() -> ExampleArguments.parse(List.of("--rows")))
                .hasMessageContaining("--rows wants a value");
    }
}
