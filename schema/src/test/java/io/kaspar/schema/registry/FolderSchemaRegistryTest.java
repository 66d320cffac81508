package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSchemaRegistryTest {
    private static final String INT = "\"int\"";
    private static final String LONG = "{ \"type\" : \"long\" }";

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock();
    private SchemaRegistry registry;

    @BeforeEach
    void open() throws SchemaRegistryException {
        registry = TestRegistries.open(TestRegistries.options(folder.toUri().toString()), clock);
    }

    @Test
    void readsSubjectVersionAndIdFromTheNameOfAFile() throws IOException {
        write("orders-value.v2.id7.avsc", INT);
        write("orders-value.v10.id3.avsc", LONG);
        write("notes.txt", "no schema");

        assertThat(registry.subjects()).containsExactly("orders-value");
        assertThat(registry.versions("orders-value")).containsExactly(2, 10);
        assertThat(registry.latest("orders-value"))
                .contains(new RegisteredSchema("orders-value", 10, 3, SchemaText.avro(LONG)));
        assertThat(registry.version("orders-value", 2))
                .contains(new RegisteredSchema("orders-value", 2, 7, SchemaText.avro(INT)));
        assertThat(registry.byId(7)).isEqualTo(SchemaText.avro(INT));
        assertThat(registry.version("orders-value", 3)).isEmpty();
        assertThat(registry.latest("nobody")).isEmpty();
        assertThat(registry.versions("nobody")).isEmpty();
    }

    @Test
    void aFileNamedForATopicIsAboutItsValues() throws IOException {
        write("my.topic.avsc", INT);
        write("users.avsc", INT);
        write("users-value.avsc", LONG);
        write("users-key.avsc", LONG);

        assertThat(registry.latest("my.topic-value").orElseThrow().version()).isEqualTo(1);
        assertThat(registry.latest("my.topic")).isPresent();
        assertThat(registry.latest("my.topic-key")).isEmpty();
        assertThat(registry.latest("users-value").orElseThrow().schema().text()).isEqualTo(LONG);
    }

    @Test
    void anIdFromTheTextIsTheSameWhateverElseIsThere() throws IOException {
        write("orders-value.avsc", LONG);
        int schemaId = registry.latest("orders-value").orElseThrow().schemaId();
        write("a-value.avsc", INT);
        write("z-value.v3.avsc", LONG.replace(" ", "\n  "));
        clock.advance(TestRegistries.LATEST_TTL_MS);

        assertThat(registry.latest("orders-value").orElseThrow().schemaId()).isEqualTo(schemaId);
        assertThat(registry.byId(schemaId)).isNotNull();
        assertThat(registry.latest("a-value").orElseThrow().schemaId())
                .isPositive()
                .isNotEqualTo(schemaId);
    }

    @Test
    void sameTextInTwoSubjectsMaySpeakOfOneId() throws IOException {
        write("a.id5.avsc", INT);
        write("b.id5.avsc", INT);

        assertThat(registry.byId(5)).isEqualTo(SchemaText.avro(INT));
    }

    @Test
    void differentTextsWithOneIdAreRefused() throws IOException {
        write("a.id5.avsc", INT);
        write("b.id5.avsc", LONG);

        assertThatThrownBy(() -> registry.subjects())
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("a.id5.avsc")
                .hasMessageContaining("b.id5.avsc");
    }

    @Test
    void twoFilesOfOneVersionAreRefused() throws IOException {
        write("a.v1.avsc", INT);
        write("a.avsc", LONG);

        assertThatThrownBy(() -> registry.subjects()).hasMessageContaining("both version 1 of subject a");
    }

    @Test
    void aFileThatIsTooLargeForASchemaIsNamed() throws IOException {
        write("a.avsc", " ".repeat(17 << 20) + "\"int\"");

        assertThatThrownBy(() -> registry.subjects())
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("a.avsc is larger than 16777216 bytes")
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void aFileThatHoldsNoJsonIsNamed() throws IOException {
        write("a.avsc", "record Order {");

        assertThatThrownBy(() -> registry.subjects())
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("a.avsc holds no JSON");
    }

    @Test
    void decodesSubjectsThatAreUrlEncoded() throws IOException {
        write("a%2Fb+c.avsc", INT);

        assertThat(registry.latest("a/b+c")).isPresent();
    }

    @Test
    void seesNewFilesAfterTheTimeOfLatest() throws IOException {
        write("a.v1.avsc", INT);
        registry.latest("a");
        write("a.v2.avsc", LONG);

        assertThat(registry.latest("a").orElseThrow().version()).isEqualTo(1);
        clock.advance(TestRegistries.LATEST_TTL_MS);
        assertThat(registry.latest("a").orElseThrow().version()).isEqualTo(2);
    }

    @Test
    void looksForAnUnknownIdInNewFiles() throws IOException {
        assertThatThrownBy(() -> registry.byId(5))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isUnknown()).isTrue())
                .hasMessageContaining("id 5")
                .hasMessageContaining(folder.toString());
        write("a.id5.avsc", INT);

        assertThat(registry.byId(5)).isEqualTo(SchemaText.avro(INT));
    }

    @Test
    void knowsNoGuids() {
        assertThatThrownBy(() -> registry.byGuid(new UUID(1, 2)))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isUnknown()).isTrue());
    }

    @Test
    void aMissingFolderNamesTheOption() {
        RegistryOptions options =
                TestRegistries.options(folder.resolve("gone").toUri().toString());

        assertThatThrownBy(() -> SchemaRegistries.open(options))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("gone")
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void aFolderThatVanishesNamesTheOption() throws IOException {
        Files.delete(folder);

        assertThatThrownBy(() -> registry.subjects())
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("schema.registry.url");
        Files.createDirectory(folder);
    }

    @Test
    void tellsWhereItIs() {
        assertThat(registry.location()).isEqualTo("file://" + folder);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
