package io.kaspar.catalog;

import io.kaspar.testing.kafka.TestProducer;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Records of text that follow from a number: {@code k7} has {@code v7}. */
final class NumberedTexts {
    private NumberedTexts() {}

    static List<ProducerRecord<byte[], byte[]>> records(String topic, int partition, int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> TestProducer.text(topic, partition, "k" + number, "v" + number))
                .toList();
    }

    static List<String> values(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(number -> "v" + number)
                .toList();
    }

    static List<String> sorted(List<String> rows) {
        return rows.stream().sorted().toList();
    }
}
