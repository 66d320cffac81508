package io.kaspar.reader.scan;

import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Rows of {@link Scans#EVERYTHING} as text, to compare with what a consumer gives. */
record ScannedRows(List<String> rows, ScanCounters counters) {

    static ScannedRows read(ScanSpec spec, ScanTask task) throws IOException {
        try (PartitionScan scan = PartitionScan.open(spec, task)) {
            List<String> rows = new ArrayList<>();
            while (scan.next()) {
                rows(scan.current()).forEachRemaining(row -> rows.add(text(row)));
            }
            return new ScannedRows(rows, scan.counters());
        }
    }

    static Iterator<InternalRow> rows(ColumnBlock block) {
        return new ColumnarBatch(block.columns().toArray(ColumnVector[]::new), block.rowCount()).rowIterator();
    }

    static String text(InternalRow row) {
        StringBuilder headers = new StringBuilder();
        ArrayData array = row.getArray(5);
        for (int i = 0; i < array.numElements(); i++) {
            InternalRow header = array.getStruct(i, 2);
            headers.append(header.getUTF8String(0))
                    .append('=')
                    .append(hex(header.isNullAt(1) ? null : header.getBinary(1)));
        }
        return text(
                row.getLong(0),
                row.getLong(1) / 1000,
                row.getUTF8String(2).toString(),
                row.isNullAt(3) ? null : row.getBinary(3),
                row.isNullAt(4) ? null : row.getBinary(4),
                headers.toString(),
                row.isNullAt(6) ? -1 : row.getInt(6));
    }

    static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder headers = new StringBuilder();
        for (Header header : record.headers()) {
            headers.append(header.key()).append('=').append(hex(header.value()));
        }
        return text(
                record.offset(),
                record.timestamp(),
                record.timestampType().toString(),
                record.key(),
                record.value(),
                headers.toString(),
                record.leaderEpoch().orElse(-1));
    }

    static List<String> texts(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(ScannedRows::text).toList();
    }

    private static String text(
            long offset,
            long timestamp,
            String timestampType,
            byte @Nullable [] key,
            byte @Nullable [] value,
            String headers,
            int leaderEpoch) {
        return offset + " " + timestamp + " " + timestampType + " key " + hex(key) + " value " + hex(value)
                + " headers " + headers + " epoch " + leaderEpoch;
    }

    private static String hex(byte @Nullable [] bytes) {
        return bytes == null ? "null" : "[" + HexFormat.of().formatHex(bytes) + "]";
    }
}
