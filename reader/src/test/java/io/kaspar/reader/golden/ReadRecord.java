package io.kaspar.reader.golden;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordCursor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** A record as a value that can be compared, whoever read it. Bytes are shown in hex, so that differences can be seen. */
public record ReadRecord(
        long offset,
        long timestamp,
        @Nullable String key,
        @Nullable String value,
        List<String> headers) {

    /** The record that a cursor is at. */
    public static ReadRecord of(RecordCursor cursor) {
        byte[] bytes = cursor.bytes();
        List<String> headers = new ArrayList<>();
        HeaderCursor header = cursor.headers();
        while (header.next()) {
            headers.add(slice(bytes, header.keyPosition(), header.keyLength()) + "="
                    + slice(bytes, header.valuePosition(), header.valueLength()));
        }
        return new ReadRecord(
                cursor.offset(),
                cursor.timestamp(),
                slice(bytes, cursor.keyPosition(), cursor.keyLength()),
                slice(bytes, cursor.valuePosition(), cursor.valueLength()),
                headers);
    }

    /** A record that Kafka's own parser read. */
    public static ReadRecord of(Record record) {
        return new ReadRecord(
                record.offset(),
                record.timestamp(),
                hex(record.hasKey() ? Utils.toArray(record.key()) : null),
                hex(record.hasValue() ? Utils.toArray(record.value()) : null),
                headers(Arrays.asList(record.headers())));
    }

    /** A record that Kafka's consumer read. */
    public static ReadRecord of(ConsumerRecord<byte[], byte[]> record) {
        return new ReadRecord(
                record.offset(),
                record.timestamp(),
                hex(record.key()),
                hex(record.value()),
                headers(Arrays.asList(record.headers().toArray())));
    }

    private static List<String> headers(List<Header> headers) {
        return headers.stream()
                .map(header -> hex(Utils.utf8(header.key())) + "=" + hex(header.value()))
                .toList();
    }

    private static @Nullable String slice(byte[] bytes, int position, int length) {
        return length < 0 ? null : HexFormat.of().formatHex(bytes, position, position + length);
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().formatHex(bytes);
    }

    /** The value as bytes. */
    public byte[] valueBytes() {
        return HexFormat.of().parseHex(Objects.requireNonNull(value));
    }
}
