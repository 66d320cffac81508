package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.ApicurioIdKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** A registry that others use too: closing it gives back the lease, once. */
final class LeasedSchemaRegistry implements SchemaRegistry {
    private final SchemaRegistry registry;
    private final Runnable release;
    private final AtomicBoolean released = new AtomicBoolean();

    LeasedSchemaRegistry(SchemaRegistry registry, Runnable release) {
        this.registry = registry;
        this.release = release;
    }

    @Override
    public String location() {
        return registry.location();
    }

    @Override
    public List<String> subjects() throws SchemaRegistryException {
        return leased().subjects();
    }

    @Override
    public List<String> subjectsStartingWith(String prefix) throws SchemaRegistryException {
        return leased().subjectsStartingWith(prefix);
    }

    @Override
    public List<Integer> versions(String subject) throws SchemaRegistryException {
        return leased().versions(subject);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) throws SchemaRegistryException {
        return leased().latest(subject);
    }

    @Override
    public Optional<RegisteredSchema> version(String subject, int version) throws SchemaRegistryException {
        return leased().version(subject, version);
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        return leased().byId(schemaId);
    }

    @Override
    public SchemaText byId(int schemaId, String subject) throws SchemaRegistryException {
        return leased().byId(schemaId, subject);
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        return leased().byGuid(guid);
    }

    @Override
    public SchemaText byApicurioId(ApicurioIdKind idKind, long id, SchemaKind schemaKind)
            throws SchemaRegistryException {
        return leased().byApicurioId(idKind, id, schemaKind);
    }

    @Override
    public Optional<UUID> guid(SubjectVersion version) throws SchemaRegistryException {
        return leased().guid(version);
    }

    @Override
    public long apicurioId(ApicurioIdKind idKind, SubjectVersion version) throws SchemaRegistryException {
        return leased().apicurioId(idKind, version);
    }

    @Override
    public List<SubjectVersion> subjectsOf(int schemaId) throws SchemaRegistryException {
        return leased().subjectsOf(schemaId);
    }

    @Override
    public Optional<String> incompatibility(String subject, SchemaText schema) throws SchemaRegistryException {
        return leased().incompatibility(subject, schema);
    }

    @Override
    public int register(String subject, SchemaText schema) throws SchemaRegistryException {
        return leased().register(subject, schema);
    }

    @Override
    public void forget(String subject) {
        leased().forget(subject);
    }

    @Override
    public void forgetStartingWith(String prefix) {
        leased().forgetStartingWith(prefix);
    }

    @Override
    public void close() {
        if (released.compareAndSet(false, true)) {
            release.run();
        }
    }

    private SchemaRegistry leased() {
        if (released.get()) {
            throw new IllegalStateException("the lease of the registry at " + location() + " was given back");
        }
        return registry;
    }
}
