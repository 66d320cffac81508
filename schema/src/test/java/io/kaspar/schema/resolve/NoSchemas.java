package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SubjectVersion;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A registry that knows nothing, for payloads that name any ids. */
class NoSchemas implements SchemaRegistry {
    @Override
    public String location() {
        return "nowhere";
    }

    @Override
    public List<String> subjects() {
        return List.of();
    }

    @Override
    public List<Integer> versions(String subject) {
        return List.of();
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) {
        return Optional.empty();
    }

    @Override
    public Optional<RegisteredSchema> version(String subject, int version) {
        return Optional.empty();
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        throw SchemaRegistryException.unknown("no schema " + schemaId);
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        throw SchemaRegistryException.unknown("no schema " + guid);
    }

    @Override
    public List<SubjectVersion> subjectsOf(int schemaId) {
        return List.of();
    }

    @Override
    public void forget(String subject) {}

    @Override
    public void forgetStartingWith(String prefix) {}

    @Override
    public void close() {}
}
