package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.UnresolvedSchema.Reference;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReferenceResolverTest {

    @Test
    void endlessReferencesAreRefused() {
        ReferenceResolver resolver = new ReferenceResolver(version -> {
            int next = version.version() + 1;
            return schema(new Reference("N" + next, "subject", next));
        });

        assertThatThrownBy(() -> resolver.resolve(schema(new Reference("N1", "subject", 1)), ""))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("more than " + ReferenceResolver.MAX_REFERENCES);
    }

    @Test
    void aNameIsLookedUpOnce() throws SchemaRegistryException {
        ReferenceResolver resolver = new ReferenceResolver(
                version -> new UnresolvedSchema(SchemaKind.AVRO, version.subject() + version.version(), List.of()));

        SchemaText text = resolver.resolve(schema(new Reference("A", "a", 1), new Reference("A", "a", 2)), "");

        assertThat(text.references()).containsExactly(new SchemaText.Reference("A", "a1"));
    }

    @Test
    void aReferenceMayNameItsOwnContext() throws SchemaRegistryException {
        ReferenceResolver resolver =
                new ReferenceResolver(version -> new UnresolvedSchema(SchemaKind.AVRO, version.subject(), List.of()));

        SchemaText text =
                resolver.resolve(schema(new Reference("A", ":.us:a", 1), new Reference("B", "b", 1)), ":.eu:");

        assertThat(text.references())
                .containsExactly(new SchemaText.Reference("A", ":.us:a"), new SchemaText.Reference("B", ":.eu:b"));
    }

    private static UnresolvedSchema schema(Reference... references) {
        return new UnresolvedSchema(SchemaKind.AVRO, "text", List.of(references));
    }
}
