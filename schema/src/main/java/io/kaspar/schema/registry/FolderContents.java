package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the files of a folder held when they were read. Immutable from then on. */
final class FolderContents {
    private static final String VALUE_SUFFIX = "-value";
    private static final String KEY_SUFFIX = "-key";

    private final Map<String, NavigableMap<Integer, SchemaFile>> subjects = new TreeMap<>();
    private final Map<Integer, SchemaFile> byId = new HashMap<>();

    private FolderContents() {}

    static FolderContents read(Path folder) throws SchemaRegistryException {
        FolderContents contents = new FolderContents();
        for (Path path : files(folder)) {
            contents.add(SchemaFile.read(path));
        }
        contents.addTopicNames();
        return contents;
    }

    List<String> subjects() {
        return List.copyOf(subjects.keySet());
    }

    List<Integer> versions(String subject) {
        return List.copyOf(files(subject).keySet());
    }

    Optional<RegisteredSchema> latest(String subject) {
        Map.Entry<Integer, SchemaFile> last = files(subject).lastEntry();
        return last == null ? Optional.empty() : Optional.of(as(subject, last.getValue()));
    }

    Optional<RegisteredSchema> version(String subject, int version) {
        return Optional.ofNullable(files(subject).get(version)).map(file -> as(subject, file));
    }

    @Nullable
    SchemaText byId(int schemaId) {
        SchemaFile file = byId.get(schemaId);
        return file == null ? null : file.registered().schema();
    }

    List<SubjectVersion> subjectsOf(int schemaId) {
        return subjects.entrySet().stream()
                .flatMap(subject -> subject.getValue().values().stream()
                        .filter(file -> file.registered().schemaId() == schemaId)
                        .map(file -> new SubjectVersion(
                                subject.getKey(), file.registered().version())))
                .toList();
    }

    private NavigableMap<Integer, SchemaFile> files(String subject) {
        return subjects.getOrDefault(subject, new TreeMap<>());
    }

    private void add(SchemaFile file) throws SchemaRegistryException {
        RegisteredSchema registered = file.registered();
        SchemaFile sameVersion = subjects.computeIfAbsent(registered.subject(), subject -> new TreeMap<>())
                .put(registered.version(), file);
        if (sameVersion != null) {
            throw new SchemaRegistryException(file.path() + " and "
                    + sameVersion.path().getFileName() + " are both version " + registered.version() + " of subject "
                    + registered.subject() + ": rename one");
        }
        SchemaFile sameId = byId.put(registered.schemaId(), file);
        if (sameId != null && !sameId.compactText().equals(file.compactText())) {
            throw new SchemaRegistryException(file.path() + " and "
                    + sameId.path().getFileName() + " hold different schemas with the same id " + registered.schemaId()
                    + ": give one another id in its name (….id7.avsc)");
        }
    }

    /** A file named for a topic is about its values, unless there are files that say so themselves. */
    private void addTopicNames() {
        for (String name : List.copyOf(subjects.keySet())) {
            if (!name.endsWith(VALUE_SUFFIX) && !name.endsWith(KEY_SUFFIX)) {
                subjects.putIfAbsent(name + VALUE_SUFFIX, files(name));
            }
        }
    }

    private static RegisteredSchema as(String subject, SchemaFile file) {
        RegisteredSchema registered = file.registered();
        return new RegisteredSchema(subject, registered.version(), registered.schemaId(), registered.schema());
    }

    private static List<Path> files(Path folder) throws SchemaRegistryException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(SchemaFile::isOne).sorted().toList();
        } catch (IOException e) {
            throw new SchemaRegistryException(
                    "the folder " + folder + " that serves as a schema registry cannot be read: check "
                            + OptionNames.URL,
                    e);
        }
    }
}
