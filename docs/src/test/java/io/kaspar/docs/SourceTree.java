package io.kaspar.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The repository's main sources. */
final class SourceTree {
    private static final Path ROOT = Path.of("..");
    private static final Path MAIN = Path.of("src", "main", "java");

    private SourceTree() {}

    /** Every Java file of every module's main code. */
    static List<Path> mainFiles() throws IOException {
        List<Path> modules;
        try (Stream<Path> top = Files.list(ROOT)) {
            modules = top.map(module -> module.resolve(MAIN))
                    .filter(Files::isDirectory)
                    .toList();
        }
        Stream<Path> all = Stream.empty();
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                all = Stream.concat(all, files.filter(file -> file.toString().endsWith(".java")).toList().stream());
            }
        }
        return all.toList();
    }
}
