package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decoders for payloads of several record types, one per type that they were written by. Not thread-safe. */
final class TypedDecoders implements FramedDecoders {
    private final WrittenTypes writtenTypes;
    private final TypeCompiler compiler;
    private @Nullable PayloadDecoder[] decoders = new PayloadDecoder[8];
    private final Map<Integer, SchemaFault> faults = new HashMap<>();

    /** Makes the decoder for payloads of one type. */
    @FunctionalInterface
    interface TypeCompiler {
        PayloadDecoder compile(WrittenType written) throws SchemaException;
    }

    /** @param writtenTypes closed with this */
    TypedDecoders(WrittenTypes writtenTypes, TypeCompiler compiler) {
        this.writtenTypes = writtenTypes;
        this.compiler = compiler;
    }

    @Override
    public PayloadDecoder find(FramingCursor framing, byte[] bytes)
            throws PayloadException, SchemaException, SchemaRegistryException {
        WrittenType written = writtenTypes.find(framing, bytes);
        int number = written.number();
        PayloadDecoder known = number < decoders.length ? decoders[number] : null;
        return known != null ? known : compiled(written);
    }

    private PayloadDecoder compiled(WrittenType written) throws PayloadException, SchemaException {
        SchemaFault fault = faults.get(written.number());
        if (fault != null) {
            throw fault.again();
        }
        if (written.number() >= decoders.length) {
            decoders = Arrays.copyOf(decoders, Math.max(written.number() + 1, 2 * decoders.length));
        }
        try {
            PayloadDecoder compiled = compiler.compile(written);
            decoders[written.number()] = compiled;
            return compiled;
        } catch (SchemaException e) {
            faults.put(written.number(), SchemaFault.of(e));
            throw e;
        }
    }

    @Override
    public void close() {
        writtenTypes.close();
    }
}
