package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ShapeTest {
    private static final String SHAPE = """
            kind!: [Pod, Job]
            spec: {count: integer, labels: map, "*": nothing}
            ports: [{port!: integer}]
            """;

    @Test
    void takesWhatItDescribes() throws IOException {
        assertThat(Shape.of(SHAPE)
                        .mistakesOf(new YAMLMapper()
                                .readTree("{kind: Job, spec: {count: 1, labels: {a: b}, free: }, ports: [{port: 1}]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                        | ' lacks kind'",
                "{kind: Pad}                               | '/kind is \"Pad\", not one of [\"Pod\",\"Job\"]'",
                "{kind: Pod, sped: {}}                     | ' has no field sped'",
                "{kind: Pod, spec: 1}                      | '/spec has no fields'",
                "{kind: Pod, spec: {count: '1'}}           | '/spec/count is no integer: \"1\"'",
                "'{kind: Pod, spec: {labels: {a: 1}}}'     | '/spec/labels is no map: {\"a\":1}'",
                "{kind: Pod, spec: {other: 1}}             | '/spec/other is no nothing: 1'",
                "{kind: Pod, ports: {port: 1}}             | '/ports is no list'",
                "'{kind: Pod, ports: [{port: 1}, {}]}'     | '/ports[] lacks port'"
            })
    void namesWhatIsWrongAndWhere(String document, String mistake) throws IOException {
        assertThat(Shape.of(SHAPE).mistakesOf(new YAMLMapper().readTree(document)))
                .contains(mistake);
    }
}
