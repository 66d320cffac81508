package io.kaspar.schema.wire;

import java.util.Locale;

/** What can be wrong with framing. */
enum FramingFault {
    NONE,
    EMPTY,
    UNKNOWN_MAGIC,
    SHORT_ID,
    NEGATIVE_ID,
    SHORT_GUID,
    /** The rest is of Apicurio's serializers: {@link FramingCursor} tells of them. */
    ID_HEADER_LENGTH,
    ARTIFACT_HEADER,
    OTHER_ENCODING,
    UNSAID_IDS,
    NO_APICURIO_ID;

    /**
     * The fault in words.
     *
     * @param what what the framing was looked for in
     * @param magic its first byte
     * @param length its length in bytes
     */
    String describe(String what, byte magic, int length) {
        return switch (this) {
            case NONE -> what + " is framed";
            case EMPTY -> what + " is empty, where a schema id was expected";
            case UNKNOWN_MAGIC ->
                what + " starts with byte " + String.format(Locale.ROOT, "0x%02x", magic)
                        + ", not with the 0x00 of a schema id"
                        + (magic == PayloadFrameCursor.GLUE_MAGIC
                                ? " (AWS Glue's serializers begin so; by a schema of the options, framing=glue reads what they wrote)"
                                : "");
            case SHORT_ID ->
                what + " starts with the 0x00 of a schema id, but its " + length + " bytes end before the id does ("
                        + FramingLayout.ID_LENGTH + " bytes)";
            case NEGATIVE_ID ->
                what + " starts with the 0x00 of a schema id, but what follows is no id: it is negative";
            case SHORT_GUID ->
                what + " starts with the 0x01 of a schema GUID, but its " + length + " bytes end before the GUID does ("
                        + FramingLayout.GUID_LENGTH + " bytes)";
            case ID_HEADER_LENGTH, ARTIFACT_HEADER, OTHER_ENCODING, UNSAID_IDS, NO_APICURIO_ID ->
                what + " is not framed as Apicurio's serializers do it";
        };
    }
}
