package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.BranchIndexCursor;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.MessageIndexCursor;
import io.kaspar.schema.wire.MessageNameCursor;
import io.kaspar.schema.wire.RegistryFraming;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells which record type a payload is of, by what its framing names, and decodes nothing. Not thread-safe; must be closed.
 *
 * <p>What is wrong with a schema is remembered, so that the registry is asked once for each. That the registry could not be
 * asked is not remembered.
 */
final class WrittenTypes implements AutoCloseable {
    /** A power of two. Topics of several types go from one to another with each record. */
    private static final int RECENT = 64;

    private final SchemaTexts texts;
    private final RegistryFraming registryFraming;
    private final PayloadFormats formats;
    private final PayloadSide side;
    private final Map<SchemaName, WrittenSchema> schemas = new HashMap<>();
    private final Map<SchemaName, SchemaFault> faults = new HashMap<>();
    private final @Nullable WrittenSchema[] recent = new WrittenSchema[RECENT];
    private final int[] recentIds = new int[RECENT];
    private final UnknownIds unknown = new UnknownIds();
    private final MessageIndexCursor indexes = new MessageIndexCursor();
    private final BranchIndexCursor branch = new BranchIndexCursor();
    private final MessageNameCursor names = new MessageNameCursor();
    private int count;

    /** @param texts closed with this */
    WrittenTypes(SchemaTexts texts, RegistryFraming registryFraming, PayloadFormats formats, PayloadSide side) {
        this.registryFraming = registryFraming;
        this.texts = texts;
        this.formats = formats;
        this.side = side;
    }

    /** The types of payloads of one side; empty where payloads name no schema. */
    static Optional<WrittenTypes> of(
            PayloadSchema payloadSchema, PayloadSide side, PayloadFormats formats, LeasedOnDemand registry) {
        if (payloadSchema instanceof PayloadSchema.Registered table) {
            KnownSchemas atHand =
                    table.others().with(table.schemaId(), table.readerSchema().registered());
            return Optional.of(new WrittenTypes(
                    new SchemaTexts(table.subject(), table.readerSchema().kind(), side, atHand, registry),
                    table.framing(),
                    formats,
                    side));
        }
        if (payloadSchema instanceof PayloadSchema.Several several) {
            return Optional.of(of(several, side, formats, registry));
        }
        return payloadSchema instanceof PayloadSchema.OneOfSeveral one
                ? Optional.of(of(one.several(), side, formats, registry))
                : Optional.empty();
    }

    static WrittenTypes of(
            PayloadSchema.Several several, PayloadSide side, PayloadFormats formats, LeasedOnDemand registry) {
        KnownSchemas atHand = several.others();
        for (TopicType type : several.types()) {
            atHand = atHand.with(type.schemaId(), type.registered());
        }
        String subject = several.types().get(0).subject();
        SchemaKind kind = several.types().get(0).registered().kind();
        return new WrittenTypes(
                new SchemaTexts(subject, kind, side, atHand, registry), several.framing(), formats, side);
    }

    /**
     * What the payload was written by.
     *
     * @param bytes holds framing and payload; a mark behind the framing is counted to it from now on
     */
    WrittenType find(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException {
        WrittenSchema schema = schema(framing);
        return switch (schema.types.mark()) {
            case NONE -> schema.type(0, List.of());
            case BRANCH -> branch(schema, framing, bytes);
            case MESSAGE_INDEXES ->
                framing.isApicurio() ? named(schema, framing, bytes) : message(schema, framing, bytes);
        };
    }

    private WrittenType named(WrittenSchema schema, FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException {
        String name = names.read(framing, bytes);
        if (name == null) {
            throw MessageNames.missing(schema.name, side);
        }
        int place = schema.place(name);
        if (place == MessageNames.NOWHERE) {
            throw MessageNames.unknown(schema.name, side);
        }
        return schema.type(place, null);
    }

    private WrittenType branch(WrittenSchema schema, FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException {
        if (!branch.read(bytes, framing.payloadPosition(), framing.payloadLength())) {
            throw new PayloadException(
                    "the " + side.word() + " names the union with " + schema.name + ", but no branch of it behind it");
        }
        framing.passMark(branch.endPosition());
        return schema.type(branch.index(), null);
    }

    private WrittenType message(WrittenSchema schema, FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException {
        if (!indexes.read(bytes, framing.indexesPosition(), framing.indexesMaxLength())) {
            throw new PayloadException("the " + side.word() + " names the " + schema.text.kind() + " schema with "
                    + schema.name + ", but none of its messages behind it");
        }
        framing.passIndexes(indexes.endPosition());
        return indexes.count() == 1
                ? schema.type(indexes.index(0), null)
                : schema.type(
                        WrittenSchema.NOT_ON_TOP, WriterKey.of(framing, indexes).messageIndexes());
    }

    private WrittenSchema schema(FramingCursor framing)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (framing.hasGuid() || framing.isApicurio()) {
            return schema(WriterKey.of(framing).schema());
        }
        int schemaId = framing.schemaId();
        int slot = schemaId & (RECENT - 1);
        WrittenSchema known = recent[slot];
        if (known != null && recentIds[slot] == schemaId) {
            return known;
        }
        WrittenSchema found = schema(WriterKey.of(framing).schema());
        recent[slot] = found;
        recentIds[slot] = schemaId;
        return found;
    }

    private WrittenSchema schema(SchemaName name) throws PayloadException, SchemaException, SchemaRegistryException {
        WrittenSchema known = schemas.get(name);
        if (known != null) {
            return known;
        }
        SchemaFault fault = faults.get(name);
        if (fault != null) {
            throw fault.again();
        }
        if (unknown.isFull() && !texts.isAtHand(name)) {
            throw texts.notAsked(name);
        }
        try {
            SchemaText text = texts.find(name);
            Optional<PayloadFormat> format = formats.find(text.kind());
            RecordTypes types = format.isPresent() ? format.get().recordTypes(text) : RecordTypes.NONE;
            WrittenSchema found = new WrittenSchema(name, text, types);
            schemas.put(name, found);
            return found;
        } catch (PayloadException e) {
            unknown.add(name);
            faults.put(name, SchemaFault.of(e));
            throw e;
        } catch (SchemaException e) {
            faults.put(name, SchemaFault.of(e));
            throw e;
        }
    }

    @Override
    public void close() {
        texts.close();
    }

    /** A schema that payloads name, and those of its types that were seen. */
    private final class WrittenSchema {
        static final int NOT_ON_TOP = -1;
        private static final int MAX_TOP = 1_000;

        private final SchemaName name;
        private final SchemaText text;
        private final RecordTypes types;
        private final Map<List<Integer>, WrittenType> seen = new HashMap<>();
        private final Map<String, Integer> places = new HashMap<>();
        private final List<@Nullable WrittenType> top = new ArrayList<>();

        WrittenSchema(SchemaName name, SchemaText text, RecordTypes types) {
            this.name = name;
            this.text = text;
            this.types = types;
        }

        /** The place of a message on top of the schema, or {@link MessageNames#NOWHERE}. */
        int place(String messageName) {
            Integer known = places.get(messageName);
            if (known != null) {
                return known;
            }
            int place = MessageNames.place(types, messageName);
            if (place != MessageNames.NOWHERE) {
                places.put(messageName, place);
            }
            return place;
        }

        /**
         * @param place on top of the schema, or {@link #NOT_ON_TOP}
         * @param mark null for the place alone
         */
        WrittenType type(int place, @Nullable List<Integer> mark) throws SchemaException {
            WrittenType known = place >= 0 && place < top.size() ? top.get(place) : null;
            if (known != null) {
                return known;
            }
            List<Integer> way = mark == null ? List.of(place) : mark;
            WrittenType found = seen.get(way);
            if (found == null) {
                found = written(types.find(way));
                seen.put(way, found);
            }
            if (place >= 0 && place < MAX_TOP) {
                while (top.size() <= place) {
                    top.add(null);
                }
                top.set(place, found);
            }
            return found;
        }

        private WrittenType written(Optional<RecordType> type) {
            return new WrittenType(
                    count++,
                    name,
                    type.map(RecordType::fullName).orElse(null),
                    type.map(found -> WriterSchema.of(found.schema(), name.evidence(registryFraming)))
                            .orElse(null));
        }
    }
}
