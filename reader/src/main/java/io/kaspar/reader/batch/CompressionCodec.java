package io.kaspar.reader.batch;

/** How a record batch's records are compressed. The constants stand in the order of Kafka's codes. */
public enum CompressionCodec {
    NONE,
    GZIP,
    SNAPPY,
    LZ4,
    ZSTD;

    private static final CompressionCodec[] BY_CODE = values();

    static boolean isCode(int code) {
        return code < BY_CODE.length;
    }

    static CompressionCodec ofCode(int code) {
        return BY_CODE[code];
    }
}
