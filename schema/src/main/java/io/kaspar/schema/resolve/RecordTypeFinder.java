package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.TypeMark;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaHeaders;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells which record type payloads are of, by the schemas that they name; decodes nothing. Not thread-safe: a task has one
 * for each use, and closes it.
 */
public final class RecordTypeFinder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTypeFinder.class);

    private final FramingCursor framing = new FramingCursor();
    private final WrittenTypes writtenTypes;
    private final PayloadSide side;
    private final RegistryFraming registryFraming;
    private final Map<String, byte[]> names = new HashMap<>();

    private RecordTypeFinder(WrittenTypes writtenTypes, PayloadSide side, RegistryFraming registryFraming) {
        this.writtenTypes = writtenTypes;
        this.side = side;
        this.registryFraming = registryFraming;
    }

    /**
     * A finder; opens nothing yet. Empty where payloads name no schema.
     *
     * @param registry asked when the first schema shows up that is not at hand; null when none is configured
     */
    public static Optional<RecordTypeFinder> of(
            PayloadSchema payloadSchema,
            PayloadSide side,
            PayloadFormats formats,
            @Nullable RegistrySupplier registry) {
        return WrittenTypes.of(payloadSchema, side, formats, new LeasedOnDemand(registry))
                .map(writtenTypes -> new RecordTypeFinder(writtenTypes, side, payloadSchema.framing()));
    }

    /** The full name of the record that all payloads are by the schema that options give; empty where none is given, or it is no record. */
    public static Optional<String> givenName(PayloadSchema payloadSchema, PayloadFormats formats) {
        if (!(payloadSchema instanceof PayloadSchema.Given given)) {
            return Optional.empty();
        }
        String named = given.schema().typeName();
        if (named != null) {
            return Optional.of(named);
        }
        try {
            RecordTypes types = formats.require(given.schema().kind()).recordTypes(given.schema());
            return types.mark() == TypeMark.BRANCH
                    ? Optional.empty()
                    : types.top().stream().map(RecordType::fullName).findFirst();
        } catch (SchemaException e) {
            LOG.debug("The schema of the options names no record", e);
            return Optional.empty();
        }
    }

    /**
     * The full name of the payload's record in UTF-8, not to be changed; null when the payload is no record, or does not tell.
     *
     * @param bytes holds the payload and the headers' values
     * @param headers those of the record
     * @throws SchemaRegistryException when the registry cannot be asked
     */
    public byte @Nullable [] name(byte[] bytes, int position, int length, SchemaHeaders headers)
            throws SchemaRegistryException {
        try {
            String name = find(bytes, position, length, headers).recordName();
            return name == null ? null : names.computeIfAbsent(name, added -> added.getBytes(StandardCharsets.UTF_8));
        } catch (PayloadException | SchemaException e) {
            return null; // what is wrong with the payload is told by who decodes it
        }
    }

    /**
     * Whether the payload is of this type.
     *
     * @throws PayloadException when the payload does not tell
     * @throws SchemaException when the schema that it names cannot be read
     * @throws SchemaRegistryException when the registry cannot be asked
     */
    public boolean isOf(TopicType type, byte[] bytes, int position, int length, SchemaHeaders headers)
            throws PayloadException, SchemaException, SchemaRegistryException {
        return SeveralCompiler.isOf(type, find(bytes, position, length, headers));
    }

    private WrittenType find(byte[] bytes, int position, int length, SchemaHeaders headers)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (!framing.read(bytes, position, length, headers, registryFraming)) {
            throw new PayloadException(framing.problem(side.formatOption(), side.framingOption()));
        }
        return writtenTypes.find(framing, bytes);
    }

    @Override
    public void close() {
        writtenTypes.close();
    }
}
