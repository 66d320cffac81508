package io.kaspar.samples;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes schemas as files {@code subject.v1.id1.avsc} into a folder that serves as a registry. */
final class FolderSchemaPublisher implements SchemaPublisher {
    private static final Pattern NAME = Pattern.compile("(.+)\\.v(\\d+)\\.id(\\d+)\\.avsc");

    private final Path folder;

    /** A schema file that is there. */
    private record Entry(String subject, int version, int schemaId, String text) {}

    FolderSchemaPublisher(String url) {
        this.folder = Path.of(URI.create(url));
    }

    @Override
    public boolean takes(SchemaType type) {
        return type == SchemaType.AVRO;
    }

    @Override
    public int publish(String subject, SchemaType type, String schema) throws IOException {
        if (!takes(type)) {
            throw new IOException("a folder of schema files holds Avro schemas only: " + subject + " has " + type);
        }
        List<Entry> entries = entries();
        List<Entry> same =
                entries.stream().filter(entry -> entry.text().equals(schema)).toList();
        int schemaId = same.isEmpty()
                ? 1 + entries.stream().mapToInt(Entry::schemaId).max().orElse(0)
                : same.get(0).schemaId();
        if (same.stream().noneMatch(entry -> entry.subject().equals(subject))) {
            int version = 1
                    + entries.stream()
                            .filter(entry -> entry.subject().equals(subject))
                            .mapToInt(Entry::version)
                            .max()
                            .orElse(0);
            Files.writeString(folder.resolve(subject + ".v" + version + ".id" + schemaId + ".avsc"), schema);
        }
        return schemaId;
    }

    private List<Entry> entries() throws IOException {
        Files.createDirectories(folder);
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    entries.add(new Entry(
                            name.group(1),
                            Integer.parseInt(name.group(2)),
                            Integer.parseInt(name.group(3)),
                            Files.readString(file)));
                }
            }
        }
        return entries;
    }
}
