package io.kaspar.schema.format;

import java.io.Serializable;

/**
 * How schemas become Spark types where there is a choice; one choice for a whole table.
 *
 * @param unionNames how the branches of a union that becomes a struct are called
 * @param maxRecursionDepth how many times a type may contain itself before the rest becomes a JSON string, at least 1
 * @param wideDecimals what becomes of decimals of more than 38 digits
 * @param bytesPayloads how a payload is written whose whole schema is {@code bytes}
 * @param csvSeparator what stands between the fields of a line of CSV; an ASCII character, and no quote or line break
 */
public record PayloadOptions(
        UnionNames unionNames,
        int maxRecursionDepth,
        WideDecimals wideDecimals,
        BytesPayloads bytesPayloads,
        char csvSeparator)
        implements Serializable {
    public static final PayloadOptions DEFAULT =
            new PayloadOptions(UnionNames.TYPE, 3, WideDecimals.STRING, BytesPayloads.WHOLE);

    public PayloadOptions {
        if (maxRecursionDepth < 1) {
            throw new IllegalArgumentException("max recursion depth must be at least 1: " + maxRecursionDepth);
        }
    }

    /** With commas in CSV. */
    public PayloadOptions(
            UnionNames unionNames, int maxRecursionDepth, WideDecimals wideDecimals, BytesPayloads bytesPayloads) {
        this(unionNames, maxRecursionDepth, wideDecimals, bytesPayloads, ',');
    }

    /** Names of the fields of a struct that stands for a union. */
    public enum UnionNames {
        /** By the branch's type, which stays when branches are added or reordered. */
        TYPE,
        /** {@code member0}, {@code member1}, … as Spark's own Avro source names them. */
        MEMBER
    }

    /** What a decimal becomes that has more digits than Spark's 38. */
    public enum WideDecimals {
        /** The schema is refused. */
        FAIL,
        /** Text with all digits. */
        STRING
    }

    /** How a payload is written that is bytes and nothing else: serializers do not agree. */
    public enum BytesPayloads {
        /** The bytes alone, as Confluent's serializer writes and reads them. */
        WHOLE,
        /** A length and as many bytes, as Avro says and Kafka Connect's converter writes them. */
        PREFIXED
    }
}
