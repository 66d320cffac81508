package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.Optional;

/** Finds the schemas that payloads name: those at hand first, then the registry's. Not thread-safe; must be closed. */
final class SchemaTexts implements AutoCloseable {
    private final String subject;
    private final PayloadSide side;
    private final KnownSchemas atHand;
    private final LeasedOnDemand registry;
    private final SchemaKind kind;

    /**
     * @param subject one of the subject's whose schemas are looked for; it says in which context ids are meant
     * @param kind of the table's schemas: what names none is taken for one of these
     * @param registry closed with this
     */
    SchemaTexts(String subject, SchemaKind kind, PayloadSide side, KnownSchemas atHand, LeasedOnDemand registry) {
        this.kind = kind;
        this.subject = subject;
        this.side = side;
        this.atHand = atHand;
        this.registry = registry;
    }

    /** The schema that a framing names; one that the registry does not know is the payload's fault. */
    SchemaText find(SchemaName name) throws PayloadException, SchemaRegistryException {
        try {
            if (name instanceof SchemaName.Id id) {
                Optional<SchemaText> known = atHand.find(id.schemaId());
                return known.isPresent() ? known.get() : registry().byId(id.schemaId(), subject);
            }
            if (name instanceof SchemaName.OfApicurio id) {
                return registry().byApicurioId(id.kind(), id.id(), kind);
            }
            return registry().byGuid(((SchemaName.Guid) name).guid());
        } catch (SchemaRegistryException e) {
            throw orUnknown(e, name);
        }
    }

    /** Whether the schema is known without asking the registry. */
    boolean isAtHand(SchemaName name) {
        return name instanceof SchemaName.Id id && atHand.find(id.schemaId()).isPresent();
    }

    /** What is wrong with a payload whose schema is not asked for, since too many others were unknown. */
    PayloadException notAsked(SchemaName name) {
        return new PayloadException("the " + side.word() + " names the schema with " + name
                + ", which is not asked for: " + UnknownIds.MAX_ASKED + " other schemas of this task's " + side.word()
                + "s are unknown to the registry, so these are not framed; " + side.formatOption()
                + "=binary reads the bytes");
    }

    private SchemaRegistry registry() throws SchemaRegistryException {
        return registry.get("the " + side.word() + "s of subject " + subject);
    }

    /** An unknown schema is this payload's fault; anything else is the registry's and thrown as it is. */
    private PayloadException orUnknown(SchemaRegistryException e, SchemaName name) throws SchemaRegistryException {
        if (!e.isUnknown()) {
            throw e;
        }
        return new PayloadException(
                "the " + side.word() + " names the schema with " + name + " (subject " + subject + "): "
                        + e.getMessage() + "; was it written with another registry, or without one? "
                        + side.formatOption() + "=binary reads the bytes"
                        + (name instanceof SchemaName.OfApicurio
                                ? ", and " + side.framingOption() + "=confluent those behind Confluent's frames"
                                : ""),
                e);
    }

    @Override
    public void close() {
        registry.close();
    }
}
