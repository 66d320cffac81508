package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.wire.WindowKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes from the driver to the executors arrives as it was. */
final class SerializableTest {

    static Stream<Object> travellers() {
        SchemaText text =
                new SchemaText(SchemaKind.AVRO, "\"int\"", List.of(new SchemaText.Reference("A", "\"long\"")));
        PayloadSchema registered =
                new PayloadSchema.Registered("s", 1, 2, text, PayloadOptions.DEFAULT, DataTypes.IntegerType);
        return Stream.of(
                new TopicSchema(new PayloadSchema.Raw(RawFormat.LONG), registered),
                new TopicSchema(
                        new PayloadSchema.Undecoded("odd"),
                        ((PayloadSchema.Registered) registered).with(new KnownSchemas(Map.of(5, text)))),
                new TopicSchema(new PayloadSchema.Unavailable("gone"), new PayloadSchema.Undeclared("t-value")),
                new TopicSchema(
                        new PayloadSchema.Windowed(registered, new KeyWindow(WindowKind.TIME, 7)),
                        new PayloadSchema.Undeclared("t-value")),
                ResolveOptions.DEFAULT,
                new ResolveOptions(
                        new SideOptions(null, "s", "r", new VersionSelector.Pinned(3)),
                        new SideOptions(
                                new GivenFormat.BySchema(SchemaText.avro("1").ofType("t")),
                                null,
                                null,
                                VersionSelector.LATEST),
                        SubjectStrategy.RECORD_NAME,
                        PayloadOptions.DEFAULT),
                new RegistryOptions(
                        List.of("http://a:b@host"), null, "t", Map.of("k", "v"), Map.of("h", "w"), 1, 2, 3, 4, 5));
    }

    @ParameterizedTest
    @MethodSource("travellers")
    void arrivesAsItWas(Object traveller) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(traveller);
        }

        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(traveller);
        }
    }
}
