package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaFrame;
import io.kaspar.schema.wire.SchemaHeaderNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What records say of the schema that their keys, or values, are written by: bytes in front of the payload, or headers. The tables of
 * {@code schema.wire} backwards.
 */
final class SchemaMarks {
    private static final int REFERENCE_TAG = 0x0A;
    private static final int MAX_BYTE = 0x7F;

    private final PayloadFormat format;
    private final SchemaText schema;
    private final PayloadSide side;
    private final SchemaName name;

    /** @param schema of the type that payloads have */
    SchemaMarks(PayloadFormat format, SchemaText schema, PayloadSide side, SchemaName name) {
        this.format = format;
        this.schema = schema;
        this.side = side;
        this.name = name;
    }

    /** What stands in front of each payload. */
    byte[] front(RegistryFraming framing) throws SchemaException {
        if (framing.place() == RegistryFraming.Place.HEADERS) {
            return new byte[0];
        }
        return framing.style() == RegistryFraming.Style.APICURIO ? apicurioFrame(framing) : frame();
    }

    /** The headers of each record whose payload is not null. */
    List<WrittenHeader> headers(RegistryFraming framing) throws SchemaException {
        if (framing.place() == RegistryFraming.Place.PAYLOAD) {
            return List.of();
        }
        SchemaHeaderNames names = SchemaHeaderNames.of(side == PayloadSide.KEY);
        return framing.style() == RegistryFraming.Style.APICURIO
                ? apicurioHeaders(names)
                : List.of(new WrittenHeader(names.schemaId(), frame()));
    }

    private byte[] frame() throws SchemaException {
        PayloadOutput frame = new PayloadOutput();
        frame.put(
                name instanceof SchemaName.Guid guid
                        ? SchemaFrame.ofGuid(guid.guid())
                        : SchemaFrame.ofId(((SchemaName.Id) name).schemaId()));
        if (format.hasMessageIndexes()) {
            List<Integer> indexes = format.recordTypes(schema).messageIndexes(schema.typeName());
            SchemaFrame.varints(indexes).forEach(frame::putZigzag);
        }
        return frame.toByteArray();
    }

    private byte[] apicurioFrame(RegistryFraming framing) throws SchemaException {
        if (framing.frameIds() == null) {
            throw new SchemaException("the " + side.word() + " cannot be written with " + side.framingOption()
                    + "=apicurio: readers have to be told whether ids in front of it are those of contents or of versions; set "
                    + side.framingOption() + ".ids to what they are told, content or global, or " + side.framingOption()
                    + ".place to headers");
        }
        PayloadOutput frame = new PayloadOutput();
        frame.put(SchemaFrame.ofApicurio(((SchemaName.OfApicurio) name).id()));
        if (format.hasMessageIndexes()) {
            byte[] message = messageName();
            frame.put(message.length + 2);
            frame.put(REFERENCE_TAG);
            frame.put(message.length);
            frame.put(message);
        }
        return frame.toByteArray();
    }

    private List<WrittenHeader> apicurioHeaders(SchemaHeaderNames names) throws SchemaException {
        SchemaName.OfApicurio id = (SchemaName.OfApicurio) name;
        List<WrittenHeader> headers = new ArrayList<>();
        headers.add(new WrittenHeader(
                names.ofId(id.kind()),
                ByteBuffer.allocate(Long.BYTES).putLong(id.id()).array()));
        if (schema.kind() == SchemaKind.AVRO) {
            headers.add(new WrittenHeader(names.encoding(), "BINARY".getBytes(StandardCharsets.UTF_8)));
        }
        if (format.hasMessageIndexes()) {
            headers.add(new WrittenHeader(names.messageName(), messageName()));
        }
        return headers;
    }

    /** By its simple name, under which Apicurio's deserializer looks for it on top of the file only. */
    private byte[] messageName() throws SchemaException {
        RecordTypes types = format.recordTypes(schema);
        int place = types.messageIndexes(schema.typeName()).size() == 1
                ? types.messageIndexes(schema.typeName()).get(0)
                : -1;
        List<RecordType> top = types.top();
        String message = place < 0 ? "" : top.get(place).simpleName();
        byte[] utf8 = message.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == 0 || utf8.length + 2 > MAX_BYTE) {
            throw new SchemaException("the " + side.word() + " cannot be written with " + side.framingOption()
                    + "=apicurio: only messages on top of their file are named so, with at most 125 letters");
        }
        return utf8;
    }
}
