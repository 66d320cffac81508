package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A folder of Avro schema files that serves as a registry; the package documentation tells how files are named. */
final class FolderSchemaRegistry implements SchemaRegistry {
    private static final long NEVER = Long.MIN_VALUE;

    private final Path folder;
    private final SingleFlightCache<Path, FolderContents> contents;
    private final Clock clock;
    private final long missingTtlMs;
    private final AtomicLong readAnewMs = new AtomicLong(NEVER);
    private final AtomicReference<@Nullable FileTime> changed = new AtomicReference<>();

    /**
     * @param latestTtlMs how long the files are remembered
     * @param missingTtlMs how long an id without a file is not looked for again
     */
    FolderSchemaRegistry(Path folder, long latestTtlMs, long missingTtlMs, Clock clock) {
        this.folder = folder;
        this.clock = clock;
        this.missingTtlMs = Math.min(latestTtlMs, missingTtlMs);
        this.contents = new SingleFlightCache<>(clock, value -> latestTtlMs, value -> 0, Long.MAX_VALUE);
    }

    @Override
    public String location() {
        return "file://" + folder;
    }

    @Override
    public List<String> subjects() throws SchemaRegistryException {
        return contents().subjects();
    }

    @Override
    public List<Integer> versions(String subject) throws SchemaRegistryException {
        return contents().versions(subject);
    }

    @Override
    public Optional<RegisteredSchema> latest(String subject) throws SchemaRegistryException {
        return contents().latest(subject);
    }

    @Override
    public Optional<RegisteredSchema> version(String subject, int version) throws SchemaRegistryException {
        return contents().version(subject, version);
    }

    @Override
    public SchemaText byId(int schemaId) throws SchemaRegistryException {
        SchemaText known = contents().byId(schemaId);
        if (known != null) {
            return known;
        }
        if (mayReadAnew()) {
            contents.clear(); // an id never changes its meaning, but its file may be newer than what was read
        }
        SchemaText found = contents().byId(schemaId);
        if (found == null) {
            throw SchemaRegistryException.unknown(
                    "no file of the folder " + folder + " holds a schema with id " + schemaId);
        }
        return found;
    }

    @Override
    public SchemaText byGuid(UUID guid) throws SchemaRegistryException {
        throw SchemaRegistryException.unknown(
                "a folder of schema files knows no GUIDs (asked for " + guid + " in " + folder + ")");
    }

    @Override
    public List<SubjectVersion> subjectsOf(int schemaId) throws SchemaRegistryException {
        return contents().subjectsOf(schemaId);
    }

    @Override
    public void forget(String subject) {
        contents.clear();
    }

    @Override
    public void forgetStartingWith(String prefix) {
        contents.clear();
    }

    @Override
    public void close() {
        contents.clear();
    }

    /** Payloads that are no framed ones name any ids: the folder is not read again for each of them. */
    private boolean mayReadAnew() {
        FileTime changedNow = changedNow();
        if (!Objects.equals(changed.getAndSet(changedNow), changedNow)) {
            return true;
        }
        long nowMs = clock.millis();
        long lastMs = readAnewMs.get();
        boolean isSoon = lastMs != NEVER && nowMs >= lastMs && nowMs - lastMs < missingTtlMs;
        return !isSoon && readAnewMs.compareAndSet(lastMs, nowMs);
    }

    /** When a file was put into the folder or taken out of it; null when that cannot be told. */
    private @Nullable FileTime changedNow() {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return null; // reading the folder itself tells what is wrong with it
        }
    }

    private FolderContents contents() throws SchemaRegistryException {
        return contents.get(folder, FolderContents::read);
    }
}
