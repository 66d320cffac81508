package io.kaspar.schema.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The headers of one record that tell how its key, or its value, is to be read; the last header of a name counts, and one without a
 * value does not. Reused for each record; positions are those of the array that the headers were read from. Not thread-safe.
 */
public final class SchemaHeaders {
    /** The length of a header that is not there. */
    public static final int NO_HEADER = -1;

    private static final int SCHEMA_ID = 0;
    private static final int CONTENT_ID = 1;
    private static final int GLOBAL_ID = 2;
    private static final int ARTIFACT_ID = 3;
    private static final int ENCODING = 4;
    private static final int MESSAGE_NAME = 5;
    private static final int COUNT = 6;

    private final byte[][] names;
    private final int[] positions = new int[COUNT];
    private final int[] lengths = new int[COUNT];
    private boolean isEmpty = true;

    /** @param isKey whether the headers of keys are meant */
    public SchemaHeaders(boolean isKey) {
        SchemaHeaderNames all = SchemaHeaderNames.of(isKey);
        names = new byte[COUNT][];
        name(SCHEMA_ID, all.schemaId());
        name(CONTENT_ID, all.contentId());
        name(GLOBAL_ID, all.globalId());
        name(ARTIFACT_ID, all.artifactId());
        name(ENCODING, all.encoding());
        name(MESSAGE_NAME, all.messageName());
        clear();
    }

    /** Of a record that has none. */
    public static SchemaHeaders none() {
        return new SchemaHeaders(false);
    }

    /** Of a record with {@code __value_schema_id} alone. */
    public static SchemaHeaders ofSchemaId(int position, int length) {
        SchemaHeaders headers = none();
        headers.put(SCHEMA_ID, position, length);
        return headers;
    }

    private void name(int header, String name) {
        names[header] = name.getBytes(StandardCharsets.UTF_8);
    }

    /** Forgets the record before. */
    public void clear() {
        Arrays.fill(lengths, NO_HEADER);
        isEmpty = true;
    }

    /**
     * Takes note of a header, if it is one of these.
     *
     * @param valueLength negative for null
     */
    public void take(byte[] bytes, int keyPosition, int keyLength, int valuePosition, int valueLength) {
        if (valueLength < 0) {
            return;
        }
        for (int header = 0; header < COUNT; header++) {
            byte[] name = names[header];
            if (name.length == keyLength
                    && Arrays.equals(bytes, keyPosition, keyPosition + keyLength, name, 0, keyLength)) {
                put(header, valuePosition, valueLength);
                return;
            }
        }
    }

    private void put(int header, int position, int length) {
        positions[header] = position;
        lengths[header] = length;
        isEmpty = false;
    }

    /** Whether the record has none of these headers. */
    public boolean isEmpty() {
        return isEmpty;
    }

    /** Where the value of Confluent's header starts. */
    public int schemaIdPosition() {
        return positions[SCHEMA_ID];
    }

    /** Its length, or {@link #NO_HEADER}. */
    public int schemaIdLength() {
        return lengths[SCHEMA_ID];
    }

    int apicurioIdPosition(ApicurioIdKind kind) {
        return positions[header(kind)];
    }

    /** The length of the header that holds an id of this kind, or {@link #NO_HEADER}. */
    public int apicurioIdLength(ApicurioIdKind kind) {
        return lengths[header(kind)];
    }

    /** The name of the header that holds an id of this kind. */
    public String apicurioIdName(ApicurioIdKind kind) {
        return new String(names[header(kind)], StandardCharsets.UTF_8);
    }

    private static int header(ApicurioIdKind kind) {
        return switch (kind) {
            case CONTENT -> CONTENT_ID;
            case GLOBAL -> GLOBAL_ID;
        };
    }

    /** Whether Apicurio's serializer wrote headers that name the schema. */
    public boolean haveApicurio() {
        return lengths[CONTENT_ID] != NO_HEADER || lengths[GLOBAL_ID] != NO_HEADER || haveArtifact();
    }

    /** Whether the record names an artifact of Apicurio's registry, as it does where it has no id. */
    boolean haveArtifact() {
        return lengths[ARTIFACT_ID] != NO_HEADER;
    }

    String artifactName() {
        return new String(names[ARTIFACT_ID], StandardCharsets.UTF_8);
    }

    /** Whether Apicurio's serializer says that it wrote Avro in another encoding than the binary one. */
    boolean haveOtherEncoding(byte[] bytes) {
        int length = lengths[ENCODING];
        return length != NO_HEADER
                && !new String(bytes, positions[ENCODING], length, StandardCharsets.UTF_8).equals("BINARY");
    }

    String encodingName() {
        return new String(names[ENCODING], StandardCharsets.UTF_8);
    }

    /** Where the simple name of the Protobuf message starts. */
    int messageNamePosition() {
        return positions[MESSAGE_NAME];
    }

    /** Its length, or {@link #NO_HEADER}. */
    int messageNameLength() {
        return lengths[MESSAGE_NAME];
    }
}
