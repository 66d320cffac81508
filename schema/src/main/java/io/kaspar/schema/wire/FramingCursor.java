package io.kaspar.schema.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what names a payload's schema: a header, where there is one, else the payload's prefix.
 *
 * <p>Reused for each payload and makes no objects; what it tells is about the last {@code read}. Not thread-safe.
 */
public final class FramingCursor {
    /** The header length that stands for "no such header". */
    public static final int NO_HEADER = SchemaHeaders.NO_HEADER;

    /** What {@link #schemaId} tells when the framing holds no id. */
    public static final int NO_ID = -1;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private FramingFault fault = FramingFault.EMPTY;
    private boolean inHeader;
    private int frameLength;
    private byte magic;
    private int schemaId = NO_ID;
    private long guidHigh;
    private long guidLow;
    private int restPosition;
    private int restLength;
    private int payloadPosition;
    private int payloadLength;
    private @Nullable ApicurioIdKind apicurioIdKind;
    private long apicurioId;
    private @Nullable SchemaHeaders headers;

    /**
     * Reads what names the schema of a record's payload, in whatever way {@code framing} says.
     *
     * @param headers those of the record; what this tells goes by them until they change
     * @return false when there is no such thing; {@link #problem} tells why
     */
    public boolean read(byte[] bytes, int position, int length, SchemaHeaders headers, RegistryFraming framing) {
        RegistryFraming.Style style = framing.style();
        this.headers = headers;
        if (style.readsConfluentHeader() && headers.schemaIdLength() != NO_HEADER) {
            return read(bytes, position, length, headers.schemaIdPosition(), headers.schemaIdLength());
        }
        if (style.readsApicurioHeaders()
                && !headers.isEmpty()
                && readApicurioHeaders(bytes, position, length, headers)) {
            return fault == FramingFault.NONE;
        }
        return style == RegistryFraming.Style.APICURIO
                ? readApicurioFrame(bytes, position, length, headers, framing.frameIds())
                : read(bytes, position, length);
    }

    /** False when there are none. Content ids come first, as for Apicurio's deserializers. */
    private boolean readApicurioHeaders(byte[] bytes, int position, int length, SchemaHeaders headers) {
        ApicurioIdKind kind = headers.apicurioIdLength(ApicurioIdKind.CONTENT) != NO_HEADER
                ? ApicurioIdKind.CONTENT
                : ApicurioIdKind.GLOBAL;
        frameLength = headers.apicurioIdLength(kind);
        if (frameLength == NO_HEADER && !headers.haveArtifact()) {
            return false;
        }
        inHeader = true;
        openApicurio(position, length);
        if (frameLength == NO_HEADER) {
            fault = FramingFault.ARTIFACT_HEADER;
        } else if (frameLength != Long.BYTES) {
            apicurioIdKind = kind;
            fault = FramingFault.ID_HEADER_LENGTH;
        } else {
            takeApicurio((long) LONG.get(bytes, headers.apicurioIdPosition(kind)), kind, bytes, headers);
        }
        return true;
    }

    /**
     * A 0 and an id of eight bytes, or of four. Ids count up from 1, so that four bytes of 0 are the first ones of eight: Apicurio's own
     * reader of both goes by that, too.
     */
    private boolean readApicurioFrame(
            byte[] bytes, int position, int length, SchemaHeaders headers, @Nullable ApicurioIdKind frameIds) {
        inHeader = false;
        frameLength = length;
        openApicurio(position, length);
        if (length == 0) {
            fault = FramingFault.EMPTY;
            return false;
        }
        magic = bytes[position + FramingLayout.MAGIC_POSITION];
        if (magic != FramingLayout.MAGIC_ID) {
            fault = FramingFault.UNKNOWN_MAGIC;
            return false;
        }
        int apicurioLength = FramingLayout.apicurioLength(bytes, position, length);
        if (apicurioLength > length) {
            fault = FramingFault.SHORT_ID;
            return false;
        }
        if (frameIds == null) {
            fault = FramingFault.UNSAID_IDS;
            return false;
        }
        long id = apicurioLength == FramingLayout.ID_LENGTH
                ? (int) INT.get(bytes, position + FramingLayout.ID_POSITION)
                : (long) LONG.get(bytes, position + FramingLayout.ID_POSITION);
        payloadPosition = position + apicurioLength;
        payloadLength = length - apicurioLength;
        takeApicurio(id, frameIds, bytes, headers);
        return fault == FramingFault.NONE;
    }

    private void openApicurio(int position, int length) {
        schemaId = NO_ID;
        magic = FramingLayout.MAGIC_ID;
        apicurioIdKind = null;
        restPosition = position;
        restLength = length;
        payloadPosition = position;
        payloadLength = length;
    }

    private void takeApicurio(long id, ApicurioIdKind kind, byte[] bytes, SchemaHeaders headers) {
        apicurioIdKind = kind;
        apicurioId = id;
        if (id <= 0) {
            fault = FramingFault.NO_APICURIO_ID;
        } else {
            fault = headers.haveOtherEncoding(bytes) ? FramingFault.OTHER_ENCODING : FramingFault.NONE;
        }
    }

    /** Reads the prefix of a payload. False when it is no framing; {@link #problem} tells why. */
    public boolean read(byte[] bytes, int position, int length) {
        inHeader = false;
        readFrame(bytes, position, length);
        payloadPosition = restPosition;
        payloadLength = restLength;
        return fault == FramingFault.NONE;
    }

    /**
     * Reads the header's value, or the prefix where there is no header.
     *
     * @param headerPosition where in {@code bytes} the value of the last header of the name starts
     * @param headerLength its length, or {@link #NO_HEADER}
     * @return false when it is no framing; {@link #problem} tells why
     */
    public boolean read(byte[] bytes, int position, int length, int headerPosition, int headerLength) {
        if (headerLength == NO_HEADER) {
            return read(bytes, position, length);
        }
        inHeader = true;
        readFrame(bytes, headerPosition, headerLength);
        payloadPosition = position;
        payloadLength = length;
        return fault == FramingFault.NONE;
    }

    /** The schema's id, or {@link #NO_ID} when the framing holds a GUID, or is none. */
    public int schemaId() {
        return schemaId;
    }

    /** Whether the framing that was read last is a header. */
    public boolean isInHeader() {
        return inHeader;
    }

    /** Whether Apicurio's serializer wrote the framing: it holds an {@link #apicurioId} then, and no other. */
    public boolean isApicurio() {
        return fault == FramingFault.NONE && apicurioIdKind != null;
    }

    /** What kind of id {@link #apicurioId} is; only when {@link #isApicurio}. */
    public ApicurioIdKind apicurioIdKind() {
        return Objects.requireNonNull(apicurioIdKind);
    }

    /** The id in Apicurio's registry, 1 or more; only when {@link #isApicurio}. */
    public long apicurioId() {
        return apicurioId;
    }

    SchemaHeaders headers() {
        return Objects.requireNonNull(headers);
    }

    /** Whether the framing holds a GUID, not an id. */
    public boolean hasGuid() {
        return fault == FramingFault.NONE && magic == FramingLayout.MAGIC_GUID;
    }

    /** The first eight bytes of the GUID; only when {@link #hasGuid}. */
    public long guidHigh() {
        return guidHigh;
    }

    /** The last eight bytes of the GUID; only when {@link #hasGuid}. */
    public long guidLow() {
        return guidLow;
    }

    /** The GUID as an object; only when {@link #hasGuid}. */
    public UUID guid() {
        return new UUID(guidHigh, guidLow);
    }

    /** Where the payload starts, the prefix taken off. With prefix framing Protobuf's message indexes come first. */
    public int payloadPosition() {
        return payloadPosition;
    }

    /** The length of what starts at {@link #payloadPosition}. */
    public int payloadLength() {
        return payloadLength;
    }

    /** Where Protobuf's message indexes start: behind the id, be it in the header or in the payload. */
    public int indexesPosition() {
        return restPosition;
    }

    /** How many bytes there are from {@link #indexesPosition} to the end of the header or payload. */
    public int indexesMaxLength() {
        return restLength;
    }

    /**
     * Counts Protobuf's message indexes to the framing.
     *
     * @param endPosition behind the last one
     */
    public void passIndexes(int endPosition) {
        if (!inHeader) {
            payloadLength -= endPosition - payloadPosition;
            payloadPosition = endPosition;
        }
    }

    /**
     * Counts what stands in front of the value, wherever the schema's id is, to the framing.
     *
     * @param endPosition behind it
     */
    public void passMark(int endPosition) {
        payloadLength -= endPosition - payloadPosition;
        payloadPosition = endPosition;
    }

    /**
     * Why the last {@code read} found no framing, and what to do; without any of the payload but its first byte.
     *
     * @param formatOption the option that reads the payload without a schema, such as {@code value.format}
     * @param framingOption the option that says whose framing it is, such as {@code value.framing}
     */
    public String problem(String formatOption, String framingOption) {
        return switch (fault) {
            case ID_HEADER_LENGTH ->
                "the header " + headers().apicurioIdName(apicurioIdKind()) + " has " + frameLength
                        + " bytes, where Apicurio's serializers write an id of " + Long.BYTES
                        + otherFraming(framingOption);
            case ARTIFACT_HEADER ->
                "the header " + headers().artifactName()
                        + " names an artifact of Apicurio's registry, and no header an id: such records are not read"
                        + otherFraming(framingOption);
            case OTHER_ENCODING ->
                "the header " + headers().encodingName()
                        + " says that Avro is not written in its binary encoding, which alone is read; set "
                        + formatOption + "=string to read the payload as it is";
            case UNSAID_IDS ->
                "the payload begins with an id of Apicurio's registry, and nothing says of which kind; set "
                        + framingOption
                        + ".ids to content or global, whichever apicurio.registry.use-id was for the serializer";
            case NO_APICURIO_ID ->
                (inHeader ? "the header " + headers().apicurioIdName(apicurioIdKind()) : "the frame of the payload")
                        + " holds no id of Apicurio's registry: they count from 1" + otherFraming(framingOption);
            case NONE, EMPTY, UNKNOWN_MAGIC, SHORT_ID, NEGATIVE_ID, SHORT_GUID -> problem(formatOption);
        };
    }

    /** Headers are copied from one topic to another, and the payload behind them may be written anew. */
    private String otherFraming(String framingOption) {
        return inHeader
                ? "; set " + framingOption
                        + "=confluent if the header is left over from another topic, and the payload has a frame"
                : "";
    }

    private String problem(String formatOption) {
        return fault.describe(inHeader ? "the schema id header" : "the payload", magic, frameLength)
                + ": not written by a registry serializer? set " + formatOption
                + "=string (or binary) to read it as it is";
    }

    private void readFrame(byte[] bytes, int position, int length) {
        apicurioIdKind = null;
        frameLength = length;
        schemaId = NO_ID;
        restPosition = position;
        restLength = length;
        fault = length == 0 ? FramingFault.EMPTY : readMagic(bytes, position, length);
    }

    private FramingFault readMagic(byte[] bytes, int position, int length) {
        magic = bytes[position + FramingLayout.MAGIC_POSITION];
        if (magic == FramingLayout.MAGIC_ID) {
            return readId(bytes, position, length);
        }
        return magic == FramingLayout.MAGIC_GUID ? readGuid(bytes, position, length) : FramingFault.UNKNOWN_MAGIC;
    }

    private FramingFault readId(byte[] bytes, int position, int length) {
        if (length < FramingLayout.ID_LENGTH) {
            return FramingFault.SHORT_ID;
        }
        int id = (int) INT.get(bytes, position + FramingLayout.ID_POSITION);
        if (id < 0) {
            return FramingFault.NEGATIVE_ID;
        }
        schemaId = id;
        restPosition = position + FramingLayout.ID_LENGTH;
        restLength = length - FramingLayout.ID_LENGTH;
        return FramingFault.NONE;
    }

    private FramingFault readGuid(byte[] bytes, int position, int length) {
        if (length < FramingLayout.GUID_LENGTH) {
            return FramingFault.SHORT_GUID;
        }
        guidHigh = (long) LONG.get(bytes, position + FramingLayout.GUID_HIGH_POSITION);
        guidLow = (long) LONG.get(bytes, position + FramingLayout.GUID_LOW_POSITION);
        restPosition = position + FramingLayout.GUID_LENGTH;
        restLength = length - FramingLayout.GUID_LENGTH;
        return FramingFault.NONE;
    }
}
