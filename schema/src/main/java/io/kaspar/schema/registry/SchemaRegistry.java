package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.ApicurioIdKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where schemas are kept. Thread-safe; schemas by id and by subject and version are cached for ever, "latest" for a time, and
 * that there is no such subject for a short time.
 *
 * <p>Every method throws {@link SchemaRegistryException} when the registry cannot be asked, or answers with an error.
 */
public interface SchemaRegistry extends AutoCloseable {

    /**
     * The same registry, with all that it remembers, for a caller that may be cancelled: that ends its waits, and nobody
     * else's. Not to be closed.
     */
    default SchemaRegistry endedBy(Cancellation cancellation) {
        return this;
    }

    /** Where it is, without credentials, for messages. */
    String location();

    /** All subjects, in no particular order. */
    List<String> subjects() throws SchemaRegistryException;

    /** The subjects that start so, in no particular order; not always asked for one by one. */
    default List<String> subjectsStartingWith(String prefix) throws SchemaRegistryException {
        return subjects().stream().filter(subject -> subject.startsWith(prefix)).toList();
    }

    /** The versions of a subject in ascending order; empty when there is no such subject. */
    List<Integer> versions(String subject) throws SchemaRegistryException;

    /** The newest version of a subject; empty when there is no such subject. */
    Optional<RegisteredSchema> latest(String subject) throws SchemaRegistryException;

    /** One version of a subject, soft-deleted ones included; empty when there is none. */
    Optional<RegisteredSchema> version(String subject, int version) throws SchemaRegistryException;

    /** The schema with this id, soft-deleted ones included; an unknown id is a {@link SchemaRegistryException}. */
    SchemaText byId(int schemaId) throws SchemaRegistryException;

    /**
     * The schema with this id in the context of a subject: ids are unique only in a registry's context, and a subject
     * {@code :.context:name} lies in another one than a plain name.
     */
    default SchemaText byId(int schemaId, String subject) throws SchemaRegistryException {
        return byId(schemaId);
    }

    /** The schema with this GUID; an unknown one, or a registry without GUIDs, is a {@link SchemaRegistryException}. */
    SchemaText byGuid(UUID guid) throws SchemaRegistryException;

    /**
     * The schema with an id of Apicurio's registry, by which its own serializers name it; an unknown one, or a registry that is no
     * Apicurio, is a {@link SchemaRegistryException}.
     *
     * @param id 1 or more
     * @param schemaKind what the schema is taken for: Apicurio does not tell it
     */
    default SchemaText byApicurioId(ApicurioIdKind idKind, long id, SchemaKind schemaKind)
            throws SchemaRegistryException {
        throw SchemaRegistryException.unknown("only Apicurio's registry knows schemas by its " + idKind.optionValue()
                + " ids, and " + location() + " is none");
    }

    /** The GUID of a version; empty where the registry has none. Not cached. */
    default Optional<UUID> guid(SubjectVersion version) throws SchemaRegistryException {
        return Optional.empty();
    }

    /** The id that Apicurio's registry has for a version; a registry that is no Apicurio is a {@link SchemaRegistryException}. Not cached. */
    default long apicurioId(ApicurioIdKind idKind, SubjectVersion version) throws SchemaRegistryException {
        throw SchemaRegistryException.unknown(
                "only Apicurio's registry has " + idKind.optionValue() + " ids, and " + location() + " is none");
    }

    /**
     * The subjects that a schema is a version of, soft-deleted ones included; empty when the registry does not tell. Not
     * cached.
     */
    List<SubjectVersion> subjectsOf(int schemaId) throws SchemaRegistryException;

    /**
     * What keeps a schema from being the next version of a subject, in the registry's words; empty when nothing does, or the registry
     * does not tell before it is registered.
     */
    default Optional<String> incompatibility(String subject, SchemaText schema) throws SchemaRegistryException {
        return Optional.empty();
    }

    /**
     * Makes a schema the next version of a subject, unless it is one already.
     *
     * @param schema a whole one, without references
     * @return its id
     * @throws SchemaRegistryException also when the registry takes none, or not this one
     */
    default int register(String subject, SchemaText schema) throws SchemaRegistryException {
        throw new SchemaRegistryException("schemas cannot be registered at " + location() + ", which is read only");
    }

    /** Forgets what it knows of a subject's newest version, so that the next question is asked anew. */
    void forget(String subject);

    /** As {@link #forget} for all subjects that start so. */
    void forgetStartingWith(String prefix);

    @Override
    void close();
}
