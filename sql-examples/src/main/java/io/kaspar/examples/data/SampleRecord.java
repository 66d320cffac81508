package io.kaspar.examples.data;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is sent.
 *
 * @param timestampMs its create time
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record SampleRecord(byte @Nullable [] key, byte @Nullable [] value, long timestampMs, List<Header> headers) {
    SampleRecord(byte @Nullable [] key, byte @Nullable [] value, long timestampMs) {
        this(key, value, timestampMs, List.of());
    }
}
