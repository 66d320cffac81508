package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.ApicurioIdKind;
import java.util.UUID;

/** A registry that knows one schema, by one name. */
final class OneSchema extends NoSchemas {
    private final SchemaName name;
    private final SchemaText schema;

    OneSchema(SchemaName name, SchemaText schema) {
        this.name = name;
        this.schema = schema;
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        return known(new SchemaName.Id(schemaId));
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        return known(new SchemaName.Guid(guid));
    }

    @Override
    public SchemaText byApicurioId(ApicurioIdKind idKind, long id, SchemaKind schemaKind)
            throws SchemaRegistryException {
        return known(new SchemaName.OfApicurio(idKind, id));
    }

    private SchemaText known(SchemaName asked) throws SchemaRegistryException {
        if (!asked.equals(name)) {
            throw SchemaRegistryException.unknown("no schema with " + asked);
        }
        return schema;
    }
}
