package io.kaspar.reader.batch;

/** Where the fields of a record batch's header are, in bytes from its start; described in this package's documentation. */
public final class RecordBatchLayout {
    public static final int BASE_OFFSET_POSITION = 0; // int64
    public static final int LENGTH_POSITION = BASE_OFFSET_POSITION + Long.BYTES; // int32, bytes after this field
    public static final int LEADER_EPOCH_POSITION = LENGTH_POSITION + Integer.BYTES; // int32
    public static final int MAGIC_POSITION = LEADER_EPOCH_POSITION + Integer.BYTES; // int8
    public static final int CRC_POSITION = MAGIC_POSITION + Byte.BYTES; // uint32
    public static final int ATTRIBUTES_POSITION = CRC_POSITION + Integer.BYTES; // int16, bits
    public static final int LAST_OFFSET_DELTA_POSITION = ATTRIBUTES_POSITION + Short.BYTES; // int32
    public static final int BASE_TIMESTAMP_POSITION = LAST_OFFSET_DELTA_POSITION + Integer.BYTES; // int64
    public static final int MAX_TIMESTAMP_POSITION = BASE_TIMESTAMP_POSITION + Long.BYTES; // int64
    public static final int PRODUCER_ID_POSITION = MAX_TIMESTAMP_POSITION + Long.BYTES; // int64
    public static final int PRODUCER_EPOCH_POSITION = PRODUCER_ID_POSITION + Long.BYTES; // int16
    public static final int BASE_SEQUENCE_POSITION = PRODUCER_EPOCH_POSITION + Short.BYTES; // int32
    public static final int RECORD_COUNT_POSITION = BASE_SEQUENCE_POSITION + Integer.BYTES; // int32
    public static final int RECORDS_POSITION = RECORD_COUNT_POSITION + Integer.BYTES;

    /** Length of the header. */
    public static final int HEADER_LENGTH = RECORDS_POSITION;
    /** Bytes of a batch that its length field does not count. */
    public static final int UNCOUNTED_LENGTH = LENGTH_POSITION + Integer.BYTES;
    /** Bytes of the start that are alike in every format there has been: enough to tell size and format. */
    public static final int COMMON_LENGTH = MAGIC_POSITION + Byte.BYTES;

    /** The format that is read here. */
    public static final byte MAGIC = 2;

    static final int CODEC_MASK = 0x07;
    static final int LOG_APPEND_TIME_MASK = 0x08;
    static final int TRANSACTIONAL_MASK = 0x10;
    static final int CONTROL_MASK = 0x20;
    static final int DELETE_HORIZON_MASK = 0x40;

    private RecordBatchLayout() {}
}
