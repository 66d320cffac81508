package io.kaspar.soak;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** In files, each of which is there as a whole or not at all: who writes them may be killed at any moment. */
record BatchFiles(Path folder) implements BatchStore {
    @Override
    public boolean put(long number, BatchRows rows) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(number + ".tmp");
        try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(unfinished))) {
            out.writeObject(rows);
        }
        boolean again = Files.exists(file(number));
        Files.move(unfinished, file(number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return again;
    }

    private Path file(long number) {
        return folder.resolve(Long.toString(number));
    }

    @Override
    public OptionalLong last() throws IOException {
        if (!Files.exists(folder)) {
            return OptionalLong.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("[0-9]+"))
                    .mapToLong(Long::parseLong)
                    .max();
        }
    }

    /** It stays where it is. */
    @Override
    public Optional<BatchRows> take(long number) throws IOException {
        if (!Files.exists(file(number))) {
            return Optional.empty();
        }
        try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file(number)))) {
            return Optional.of((BatchRows) in.readObject());
        } catch (ClassNotFoundException e) {
            throw new IOException("the rows of a micro-batch cannot be read: " + file(number), e);
        }
    }
}
