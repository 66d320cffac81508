package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One decoder per writer's schema, compiled when it is first needed. Not thread-safe.
 *
 * <p>What is wrong with a writer's schema is remembered too, so that the registry is not asked again for each record.
 * That the registry could not be asked is not remembered.
 */
final class WriterDecoders {
    /** Payloads that are not framed at all can name an id each; what is known of them must not fill the memory. */
    private static final int MAX_FAULTS = 1_000;

    private final WriterSchemas writerSchemas;
    private final Map<Object, PayloadDecoder> decoders = new HashMap<>();
    private final Map<Object, Fault> faults = new HashMap<>();

    private int lastId = FramingCursor.NO_ID;
    private long lastGuidHigh;
    private long lastGuidLow;
    private @Nullable PayloadDecoder lastById;
    private @Nullable PayloadDecoder lastByGuid;

    WriterDecoders(WriterSchemas writerSchemas) {
        this.writerSchemas = writerSchemas;
    }

    /** The decoder for what the framing names. */
    PayloadDecoder find(FramingCursor framing) throws PayloadException, SchemaException, SchemaRegistryException {
        return framing.hasGuid() ? findByGuid(framing) : findById(framing.schemaId());
    }

    private PayloadDecoder findById(int schemaId) throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder last = lastById;
        if (last != null && schemaId == lastId) {
            return last;
        }
        PayloadDecoder found = findSlowly(schemaId, () -> writerSchemas.decoderById(schemaId));
        lastId = schemaId;
        lastById = found;
        return found;
    }

    private PayloadDecoder findByGuid(FramingCursor framing)
            throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder last = lastByGuid;
        if (last != null && framing.guidLow() == lastGuidLow && framing.guidHigh() == lastGuidHigh) {
            return last;
        }
        PayloadDecoder found = findSlowly(framing.guid(), () -> writerSchemas.decoderByGuid(framing.guid()));
        lastGuidHigh = framing.guidHigh();
        lastGuidLow = framing.guidLow();
        lastByGuid = found;
        return found;
    }

    private PayloadDecoder findSlowly(Object key, Compiler compiler)
            throws PayloadException, SchemaException, SchemaRegistryException {
        PayloadDecoder known = decoders.get(key);
        if (known != null) {
            return known;
        }
        Fault fault = faults.get(key);
        if (fault != null) {
            throw fault.again();
        }
        try {
            PayloadDecoder compiled = compiler.compile();
            decoders.put(key, compiled);
            return compiled;
        } catch (PayloadException e) {
            remember(key, new UnknownSchema(e));
            throw e;
        } catch (SchemaException e) {
            remember(key, new UnreadableSchema(e));
            throw e;
        }
    }

    private void remember(Object key, Fault fault) {
        if (faults.size() >= MAX_FAULTS) {
            faults.clear();
        }
        faults.put(key, fault);
    }

    @FunctionalInterface
    private interface Compiler {
        PayloadDecoder compile() throws PayloadException, SchemaException, SchemaRegistryException;
    }

    /** What is wrong with a writer's schema. */
    private sealed interface Fault {
        /** Throws what was thrown before, with the trace of this time; never returns. */
        PayloadException again() throws PayloadException, SchemaException;
    }

    private record UnknownSchema(PayloadException first) implements Fault {
        @Override
        public PayloadException again() throws PayloadException {
            throw new PayloadException(String.valueOf(first.getMessage()), first);
        }
    }

    private record UnreadableSchema(SchemaException first) implements Fault {
        @Override
        public PayloadException again() throws SchemaException {
            throw new SchemaException(String.valueOf(first.getMessage()), first);
        }
    }
}
