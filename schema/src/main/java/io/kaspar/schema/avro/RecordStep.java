package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/**
 * A record as a struct: in the writer's order, skips what nobody asked for and puts each wanted field into its child; then
 * fills the fields the writer lacks.
 */
final class RecordStep implements Step {
    private final SkipProgram[] skips;
    private final Step[] fields;
    private final SkipProgram rest;
    private final Step[] constants;
    private final BoundChildren children;

    /**
     * @param skips what to pass over before each of {@code fields}
     * @param rest what to pass over after the last one
     * @param constants fields that take no bytes of the payload
     * @param slots the child of each field, then of each constant
     */
    RecordStep(SkipProgram[] skips, Step[] fields, SkipProgram rest, Step[] constants, int[] slots) {
        this.skips = skips;
        this.fields = fields;
        this.rest = rest;
        this.constants = constants;
        this.children = new BoundChildren(slots);
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        ValueSink[] sinks = children.of(sink);
        sink.putStruct();
        int count = fields.length;
        for (int i = 0; i < count; i++) {
            skips[i].run(cursor);
            fields[i].run(cursor, sinks[i]);
        }
        rest.run(cursor);
        for (int i = 0; i < constants.length; i++) {
            constants[i].run(cursor, sinks[count + i]);
        }
    }
}
