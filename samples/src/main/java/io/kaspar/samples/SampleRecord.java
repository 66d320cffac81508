package io.kaspar.samples;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record as it is sent.
 *
 * @param timestampMs its create time
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
public record SampleRecord(byte @Nullable [] key, byte @Nullable [] value, long timestampMs, List<Header> headers) {
    /** One without headers. */
    public SampleRecord(byte @Nullable [] key, byte @Nullable [] value, long timestampMs) {
        this(key, value, timestampMs, List.of());
    }
}
