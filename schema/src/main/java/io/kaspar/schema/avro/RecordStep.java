package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.util.ArrayList;
import java.util.List;

/**
 * A record as a struct: in the writer's order, skips what nobody asked for and puts each wanted field into its child; then
 * fills the fields the writer lacks.
 */
final class RecordStep implements Step {
    private final SkipProgram[] skips;
    private final Step[] fields;
    private final SkipProgram rest;
    private final Step[] constants;
    private final int[] slots;
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
        this.slots = slots;
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

    @Override
    public String source(DecoderSource decoder, String sink) {
        List<String> parts = new ArrayList<>(List.of(sink + ".putStruct();\n"));
        for (int i = 0; i < fields.length; i++) {
            parts.add(skips[i].source(decoder));
            parts.add(fields[i].source(decoder, decoder.child(sink, slots[i])));
        }
        parts.add(rest.source(decoder));
        for (int i = 0; i < constants.length; i++) {
            parts.add(constants[i].source(decoder, decoder.child(sink, slots[fields.length + i])));
        }
        return decoder.sequence(parts);
    }
}
