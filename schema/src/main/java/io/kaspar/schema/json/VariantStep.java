package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Any value as a variant: to a sink, a struct of the value's bytes and those of the metadata. */
final class VariantStep implements Step {
    private static final int VALUE = 0;
    private static final int METADATA = 1;

    private final VariantWriter writer = new VariantWriter();
    private final BoundChildren children = new BoundChildren(VALUE, METADATA);

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int end = writer.write(cursor.bytes(), cursor.position(), cursor.limit());
        ValueSink[] sinks = children.of(sink);
        byte[] names = writer.names().metadata();
        sink.putStruct();
        sinks[VALUE].putBytes(writer.value().bytes(), 0, writer.value().length());
        sinks[METADATA].putBytes(names, 0, names.length);
        cursor.moveTo(end);
    }
}
