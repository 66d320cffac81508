package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/** One of the small text files of {@code key=value} or {@code key: value} lines that Kafka keeps in its directories. */
final class KafkaTextFile {
    private static final int MAX_LENGTH = 1 << 16;

    private final Path path;
    private final Properties properties;

    private KafkaTextFile(Path path, Properties properties) {
        this.path = path;
        this.properties = properties;
    }

    static KafkaTextFile read(Path path) throws IOException {
        byte[] bytes = new byte[MAX_LENGTH];
        int length;
        try (SegmentFile file = SegmentFile.open(path)) {
            length = file.read(0, bytes, 0, MAX_LENGTH);
        }
        Properties properties = new Properties();
        try {
            properties.load(new InputStreamReader(new ByteArrayInputStream(bytes, 0, length), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new CorruptSegmentException(path.toString(), 0, "this is no properties file: " + e.getMessage());
        }
        return new KafkaTextFile(path, properties);
    }

    /** The value, or a word that says there is none. */
    String value(String key) {
        return properties.getProperty(key, "(none)").trim();
    }

    /** Whether the key has this value; otherwise nothing is said about what it has. */
    boolean has(String key, String expected) {
        return value(key).equals(expected);
    }

    /** Found versus expected, for messages. */
    String difference(String key, String expected) {
        return path + " has " + key + " " + value(key) + ", expected " + expected;
    }
}
