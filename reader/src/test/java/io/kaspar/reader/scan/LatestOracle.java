package io.kaspar.reader.scan;

import io.kaspar.reader.task.JudgedPart;
import io.kaspar.reader.task.RecordView;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last record of each key, from what Kafka's consumer saw, and scans that shall give them. */
final class LatestOracle {
    private LatestOracle() {}

    static ScanSpec latest(ScanSpec spec, List<ScanColumn> columns) {
        return new ScanSpec(
                spec.topic(),
                new ScanOutput(RecordView.LATEST, columns, JudgedPart.WANTED_COLUMNS, ScanOutput.NO_LIMIT),
                spec.read(),
                spec.brokers(),
                spec.schemas());
    }

    static ScanSpec latest(ScanSpec spec) {
        return latest(spec, spec.output().columns());
    }

    static List<ConsumerRecord<byte[], byte[]>> folded(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> last = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            ByteBuffer key = ByteBuffer.wrap(record.key());
            if (record.value() == null) {
                last.remove(key);
            } else {
                last.put(key, record);
            }
        }
        return last.values().stream()
                .sorted(Comparator.comparing(ConsumerRecord::offset))
                .toList();
    }
}
