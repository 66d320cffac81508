package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SubjectVersion;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.SchemaHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text of a topic that the registry has no subject for. Only reading shows whether that is true: a payload that begins as a
 * registry's serializer begins it, with an id that the registry knows, is no text, and it is refused with the subject that
 * the id belongs to. Whatever else begins like that stays text.
 */
final class UndeclaredPayloads implements PayloadReading {
    private static final int MIN_FRAME_LENGTH = Byte.BYTES + Integer.BYTES;

    /** Magic bytes are 0 and 1; no text that people write begins with one of them. */
    private static final int MAX_MAGIC = 1;

    private static final int MAX_NAMED_SUBJECTS = 3;

    private final PayloadSchema.Undeclared schema;
    private final PayloadSide side;
    private final LeasedOnDemand registry;
    private final PayloadDecoder text;
    private final FramingCursor framing = new FramingCursor();
    private final SchemaHeaders noHeaders = SchemaHeaders.none();
    private final UnknownIds unknown = new UnknownIds();
    private final Map<Integer, String> problems = new HashMap<>();

    UndeclaredPayloads(PayloadSchema.Undeclared schema, PayloadSide side, LeasedOnDemand registry) {
        this.schema = schema;
        this.side = side;
        this.registry = registry;
        this.text = RawFormat.STRING.decoder(side.formatOption());
    }

    @Override
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaRegistryException {
        if (framing.read(bytes, position, length, headers, schema.framing())) {
            refuseFramed();
        }
        text.decode(bytes, position, length, sink);
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        int next = from;
        while (next < to) {
            int suspect = nextSuspect(bytes, positions, lengths, next, to);
            int stopped = text.decodeAll(bytes, positions, lengths, 0, next, suspect, sink);
            if (stopped < suspect || suspect == to) {
                return stopped;
            }
            try {
                decode(bytes, positions[suspect], lengths[suspect], noHeaders, sink);
            } catch (PayloadException e) {
                return suspect;
            }
            next = suspect + 1;
        }
        return to;
    }

    private static int nextSuspect(byte[] bytes, int[] positions, int[] lengths, int from, int to) {
        int next = from;
        while (next < to
                && (lengths[next] < MIN_FRAME_LENGTH
                        || bytes[positions[next]] < 0
                        || bytes[positions[next]] > MAX_MAGIC)) {
            next++;
        }
        return next;
    }

    private void refuseFramed() throws PayloadException, SchemaRegistryException {
        if (!registry.isConfigured()) {
            return;
        }
        if (framing.hasGuid()) {
            refuseGuid();
            return;
        }
        if (framing.isApicurio()) {
            refuseApicurio((SchemaName.OfApicurio) WriterKey.of(framing).schema());
            return;
        }
        int schemaId = framing.schemaId();
        String known = problems.get(schemaId);
        if (known == null) {
            if (unknown.isUnknown(schemaId)) {
                return;
            }
            known = problem(schemaId);
            if (known == null) {
                unknown.add(schemaId);
                return;
            }
            problems.put(schemaId, known);
        }
        throw new PayloadException(known);
    }

    private void refuseGuid() throws PayloadException, SchemaRegistryException {
        if (unknown.isUnknown(framing.guid())) {
            return;
        }
        try {
            registry.get(needs()).byGuid(framing.guid());
        } catch (SchemaRegistryException e) {
            if (!e.isUnknown()) {
                throw e;
            }
            unknown.add(framing.guid());
            return;
        }
        throw new PayloadException(refusal("GUID " + framing.guid(), List.of()));
    }

    private void refuseApicurio(SchemaName.OfApicurio name) throws PayloadException, SchemaRegistryException {
        if (unknown.isUnknown(name)) {
            return;
        }
        try {
            // of which kind the schema is does not matter: it is not read
            registry.get(needs()).byApicurioId(name.kind(), name.id(), SchemaKind.AVRO);
        } catch (SchemaRegistryException e) {
            if (!e.isUnknown()) {
                throw e;
            }
            unknown.add(name);
            return;
        }
        throw new PayloadException(refusal(name.toString(), List.of()));
    }

    /** Null when the registry knows no such id. */
    private @Nullable String problem(int schemaId) throws SchemaRegistryException {
        SchemaRegistry opened = registry.get(needs());
        try {
            opened.byId(schemaId, schema.subject());
        } catch (SchemaRegistryException e) {
            if (e.isUnknown()) {
                return null;
            }
            throw e;
        }
        return refusal("id " + schemaId, subjects(opened, schemaId));
    }

    private static List<SubjectVersion> subjects(SchemaRegistry registry, int schemaId) {
        try {
            return registry.subjectsOf(schemaId);
        } catch (SchemaRegistryException e) {
            return List.of(); // only for the message, which says less without them
        }
    }

    private String refusal(String name, List<SubjectVersion> subjects) {
        String whose = subjects.isEmpty()
                ? ""
                : ", which is "
                        + subjects.stream()
                                .limit(MAX_NAMED_SUBJECTS)
                                .map(subject -> "version " + subject.version() + " of subject " + subject.subject())
                                .collect(Collectors.joining(" and "));
        boolean isDeleted =
                subjects.stream().anyMatch(subject -> subject.subject().equals(schema.subject()));
        String advice = isDeleted
                ? "that subject was deleted; set " + side.word()
                        + ".schema.version to the version to read it all the same"
                : "set " + side.subjectOption() + " to the subject that these payloads belong to";
        return "the " + side.word()
                + (framing.isInHeader()
                        ? " has the header of a registry's serializer for schema "
                        : " begins like a registry's frame with schema ")
                + name + whose
                + ", but the registry has no subject " + schema.subject() + ", so it would be read as text: " + advice
                + ", or " + side.formatOption() + "=binary or string to read it as it is";
    }

    private String needs() {
        return "the " + side.word() + "s of subject " + schema.subject();
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        return FramingCursor.NO_ID;
    }

    @Override
    public void close() {
        registry.close();
    }
}
