package io.kaspar.catalog.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a stream's source keeps in its folder of the checkpoint, see the package. Nothing is ever written over: a file is there whole, or
 * not at all.
 */
public final class StreamCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCheckpoint.class);
    private static final String INITIAL = "0";
    private static final String LIVES = "topics-";
    private static final String COLUMNS = "columns-";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern BATCH_FILE = Pattern.compile("\\d{1,18}");
    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Configuration hadoop;

    /** @param folder as Spark gives it to a stream */
    public StreamCheckpoint(String folder, Configuration hadoop) {
        this.folder = new Path(folder);
        this.hadoop = hadoop;
    }

    /** Where the stream began, as JSON; empty when it did not begin yet. */
    public Optional<String> initialOffsets() {
        byte[] bytes = read(INITIAL);
        if (bytes == null) {
            return Optional.empty();
        }
        boolean hasMark = bytes.length > 0 && bytes[0] == 0;
        String text = new String(bytes, hasMark ? 1 : 0, bytes.length - (hasMark ? 1 : 0), StandardCharsets.UTF_8);
        if (!text.startsWith("v")) {
            return Optional.of(text.strip());
        }
        int lineEnd = text.indexOf('\n');
        String version = lineEnd < 0 ? text : text.substring(0, lineEnd);
        if (!version.strip().equals("v" + VERSION)) {
            throw new CheckpointException("the file " + new Path(folder, INITIAL) + " is of version " + version.strip()
                    + ", and only v" + VERSION + " can be read; it was written by a later version, or is damaged");
        }
        return Optional.of(text.substring(lineEnd + 1).strip());
    }

    /** Keeps where the stream begins, so that it is the same place when its first micro-batch is tried again. */
    public void writeInitialOffsets(String json) {
        write(INITIAL, "\u0000v" + VERSION + "\n" + json);
    }

    /** The topics that were read last, by name; none where nobody kept them, as Spark's own connector does not. */
    public Map<String, TopicLife> topicLives() {
        int count = count(LIVES);
        Map<String, TopicLife> lives = new TreeMap<>();
        if (count == 0) {
            return lives;
        }
        String name = LIVES + (count - 1);
        byte[] bytes = read(name);
        try {
            JsonNode root = JSON.readTree(bytes);
            if (!root.isArray()) {
                throw new IllegalArgumentException("no array");
            }
            for (JsonNode life : root) {
                TopicLife read = new TopicLife(
                        life.required("topic").asText(),
                        life.required("id").asText(),
                        textOf(life.get("from")),
                        textOf(life.get("to")));
                lives.put(read.topic(), read);
            }
            return lives;
        } catch (IOException | IllegalArgumentException e) {
            throw new CheckpointException("the file " + new Path(folder, name) + " cannot be understood", e);
        }
    }

    private static @Nullable String textOf(@Nullable JsonNode node) {
        return node == null || node.isNull() ? null : node.asText();
    }

    /** Keeps which topics are read from now on: all of them, and of each which one of its name. */
    public void writeTopicLives(Map<String, TopicLife> lives) {
        ArrayNode json = JSON.createArrayNode();
        lives.values().forEach(life -> {
            ObjectNode entry = json.addObject();
            entry.put("topic", life.topic());
            entry.put("id", life.topicId());
            entry.put("from", life.from());
            entry.put("to", life.to());
        });
        write(LIVES + count(LIVES), json.toString());
    }

    /** How many files there are of this name with numbers behind it. */
    private int count(String prefix) {
        try {
            int count = 0;
            for (FileStatus file : folder.getFileSystem(hadoop).listStatus(folder)) {
                String name = file.getPath().getName();
                String number = name.startsWith(prefix) ? name.substring(prefix.length()) : "";
                if (NUMBER.matcher(number).matches()) {
                    count = Math.max(count, Integer.parseInt(number) + 1);
                }
            }
            return count;
        } catch (FileNotFoundException e) {
            return 0;
        } catch (IOException e) {
            throw new CheckpointException("the checkpoint " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The columns of values that the table had when the stream started last; empty where nobody kept them. */
    public Optional<StructType> columns() {
        int count = count(COLUMNS);
        if (count == 0) {
            return Optional.empty();
        }
        String name = COLUMNS + (count - 1);
        byte[] bytes = read(name);
        try {
            return bytes != null
                            && DataType.fromJson(new String(bytes, StandardCharsets.UTF_8)) instanceof StructType type
                    ? Optional.of(type)
                    : Optional.empty();
        } catch (Exception e) { // Scala says nothing of checked ones
            throw new CheckpointException("the file " + new Path(folder, name) + " cannot be understood", e);
        }
    }

    /** Keeps the columns that the table has from now on. */
    public void writeColumns(StructType columns) {
        write(COLUMNS + count(COLUMNS), columns.json());
    }

    /** Whether Spark has done with the last micro-batch that it began; false, too, where that cannot be found out. */
    public boolean isLastBatchDone() {
        Path root = folder.getParent() == null ? null : folder.getParent().getParent();
        if (root == null) {
            return false;
        }
        try {
            OptionalLong begun = lastBatch(new Path(root, "offsets"));
            return begun.isPresent() && begun.equals(lastBatch(new Path(root, "commits")));
        } catch (IOException e) {
            LOG.debug("Nobody knows whether the last micro-batch of {} is done", root, e);
            return false;
        }
    }

    private OptionalLong lastBatch(Path log) throws IOException {
        return Arrays.stream(log.getFileSystem(hadoop).listStatus(log))
                .map(file -> file.getPath().getName())
                .filter(name -> BATCH_FILE.matcher(name).matches())
                .mapToLong(Long::parseLong)
                .max();
    }

    private byte @Nullable [] read(String name) {
        Path path = new Path(folder, name);
        try {
            FileSystem files = path.getFileSystem(hadoop);
            FileStatus status = files.getFileStatus(path);
            byte[] bytes = new byte[Math.toIntExact(status.getLen())];
            try (FSDataInputStream in = files.open(path)) {
                in.readFully(0, bytes);
            }
            return bytes;
        } catch (FileNotFoundException e) {
            return null;
        } catch (IOException e) {
            throw new CheckpointException("the file " + path + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void write(String name, String text) {
        Path path = new Path(folder, name);
        Path unfinished = new Path(folder, "." + name + "." + UUID.randomUUID() + ".tmp");
        try {
            FileSystem files = path.getFileSystem(hadoop);
            files.mkdirs(folder);
            try (FSDataOutputStream out = files.create(unfinished, false)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            if (files.exists(path) || !files.rename(unfinished, path)) {
                files.delete(unfinished, false);
                throw new CheckpointException("the file " + path
                        + " cannot be written: it is there already; does another stream use this checkpoint?");
            }
        } catch (IOException e) {
            throw new CheckpointException("the file " + path + " cannot be written: " + e.getMessage(), e);
        }
    }
}
