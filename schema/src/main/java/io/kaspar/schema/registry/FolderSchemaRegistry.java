package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A folder of Avro schema files that serves as a registry; the package documentation tells how files are named. */
final class FolderSchemaRegistry implements SchemaRegistry {
    private final Path folder;
    private final SingleFlightCache<Path, FolderContents> contents;

    FolderSchemaRegistry(Path folder, long latestTtlMs, Clock clock) {
        this.folder = folder;
        this.contents = new SingleFlightCache<>(clock, value -> latestTtlMs);
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
        contents.clear(); // an id never changes its meaning, but its file may be newer than what was read
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
    public void close() {
        contents.clear();
    }

    private FolderContents contents() throws SchemaRegistryException {
        return contents.get(folder, FolderContents::read);
    }
}
