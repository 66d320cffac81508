package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.MessageIndexCursor;
import io.kaspar.schema.wire.MessageNameCursor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decoder per writer's schema, compiled when it is first needed. Not thread-safe.
 *
 * <p>What is wrong with a writer's schema is remembered too, so that the registry is not asked again for each record.
 * That the registry could not be asked is not remembered.
 */
final class WriterDecoders implements FramedDecoders {
    private final WriterSchemas writerSchemas;
    private final Map<WriterKey, PayloadDecoder> decoders = new HashMap<>();
    private final Map<WriterKey, SchemaFault> faults = new HashMap<>();
    private final UnknownIds unknown = new UnknownIds();
    private final MessageIndexCursor indexes = new MessageIndexCursor();
    private final MessageNameCursor names = new MessageNameCursor();

    private int lastId = FramingCursor.NO_ID;
    private long lastGuidHigh;
    private long lastGuidLow;
    private long lastApicurioId;
    private @Nullable ApicurioIdKind lastApicurioKind;
    private @Nullable PayloadDecoder lastById;
    private @Nullable PayloadDecoder lastByApicurioId;
    private @Nullable PayloadDecoder lastByGuid;

    WriterDecoders(WriterSchemas writerSchemas) {
        this.writerSchemas = writerSchemas;
    }

    @Override
    public PayloadDecoder find(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (writerSchemas.haveMessageIndexes()) {
            return framing.isApicurio() ? findByName(framing, bytes) : findByMessage(framing, bytes);
        }
        if (framing.isApicurio()) {
            return findByApicurioId(framing);
        }
        return framing.hasGuid() ? findByGuid(framing) : findById(framing);
    }

    private PayloadDecoder findByMessage(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (!indexes.read(bytes, framing.indexesPosition(), framing.indexesMaxLength())) {
            throw writerSchemas.noMessageIndexes(WriterKey.of(framing));
        }
        framing.passIndexes(indexes.endPosition());
        return findSlowly(WriterKey.of(framing, indexes));
    }

    private PayloadDecoder findByName(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException {
        String name = names.read(framing, bytes);
        if (name == null) {
            throw MessageNames.missing(WriterKey.of(framing).schema(), writerSchemas.side());
        }
        return findSlowly(WriterKey.of(framing, name));
    }

    private PayloadDecoder findByApicurioId(FramingCursor framing)
            throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder last = lastByApicurioId;
        if (last != null && framing.apicurioId() == lastApicurioId && framing.apicurioIdKind() == lastApicurioKind) {
            return last;
        }
        PayloadDecoder found = findSlowly(WriterKey.of(framing));
        lastApicurioId = framing.apicurioId();
        lastApicurioKind = framing.apicurioIdKind();
        lastByApicurioId = found;
        return found;
    }

    private PayloadDecoder findById(FramingCursor framing)
            throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder last = lastById;
        if (last != null && framing.schemaId() == lastId) {
            return last;
        }
        PayloadDecoder found = findSlowly(WriterKey.of(framing));
        lastId = framing.schemaId();
        lastById = found;
        return found;
    }

    private PayloadDecoder findByGuid(FramingCursor framing)
            throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder last = lastByGuid;
        if (last != null && framing.guidLow() == lastGuidLow && framing.guidHigh() == lastGuidHigh) {
            return last;
        }
        PayloadDecoder found = findSlowly(WriterKey.of(framing));
        lastGuidHigh = framing.guidHigh();
        lastGuidLow = framing.guidLow();
        lastByGuid = found;
        return found;
    }

    private PayloadDecoder findSlowly(WriterKey key) throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder known = decoders.get(key);
        if (known != null) {
            return known;
        }
        SchemaFault fault = faults.get(key);
        if (fault != null) {
            throw fault.again();
        }
        if (unknown.isFull() && !writerSchemas.isAtHand(key)) {
            throw writerSchemas.notAsked(key);
        }
        try {
            PayloadDecoder compiled = writerSchemas.decoder(key);
            decoders.put(key, compiled);
            return compiled;
        } catch (PayloadException e) {
            unknown.add(key);
            faults.put(key, SchemaFault.of(e));
            throw e;
        } catch (SchemaException e) {
            faults.put(key, SchemaFault.of(e));
            throw e;
        }
    }

    @Override
    public void close() {
        writerSchemas.close();
    }
}
