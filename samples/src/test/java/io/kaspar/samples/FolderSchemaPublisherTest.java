package io.kaspar.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSchemaPublisherTest {
    @TempDir
    Path folder;

    @Test
    void numbersSchemasAndKnowsThemAgain() throws IOException {
        SchemaPublisher publisher = SchemaPublisher.to(folder.toUri().toString());

        assertThat(publisher.publish("a-value", "\"string\"")).isEqualTo(1);
        assertThat(publisher.publish("a-value", "\"long\"")).isEqualTo(2);
        assertThat(publisher.publish("b-key", "\"long\"")).isEqualTo(2);
        assertThat(publisher.publish("a-value", "\"string\"")).isEqualTo(1);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("a-value.v1.id1.avsc", "a-value.v2.id2.avsc", "b-key.v1.id2.avsc");
    }
}
