package io.kaspar.schema.wire;

import java.util.Locale;

/** What is around payloads whose schema options give: it is passed over, and what it names is not asked for. */
public enum PayloadFrame {
    /** Nothing. */
    NONE,
    /**
     * What Confluent's serializers write: 0 and an id of four bytes, or 1 and a GUID; with Protobuf, message indexes behind it. See the
     * package's documentation.
     */
    CONFLUENT,
    /** What Apicurio's serializers write: 0 and an id of eight bytes, or of four; nothing where a header holds the id. */
    APICURIO,
    /** What AWS Glue's serializers write: 3, a byte that tells the compression (0: none, 5: zlib), a UUID of the schema's version. */
    GLUE,
    /**
     * What Kafka Connect's {@code JsonConverter} writes with {@code schemas.enable}: an object with the members {@code schema} and {@code
     * payload}, whose second one is the payload. For JSON only.
     */
    CONNECT,
    /** What Maxwell writes around rows, in JSON: shown in the shape that Debezium gives to changes. */
    MAXWELL,
    /** What Oracle GoldenGate writes around rows, in JSON, an object for each operation: shown likewise. */
    OGG;

    /** Whether it is what a tool writes around rows that it says were changed. */
    public boolean isOfChanges() {
        return this == MAXWELL || this == OGG;
    }

    /** Whether it is some bytes in front of each payload. */
    public boolean isInFront() {
        return switch (this) {
            case CONFLUENT, APICURIO, GLUE -> true;
            case NONE, CONNECT, MAXWELL, OGG -> false;
        };
    }

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
