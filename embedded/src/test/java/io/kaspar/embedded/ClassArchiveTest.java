package io.kaspar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClassArchiveTest {
    private static final String WRITES = "-XX:ArchiveClassesAtExit=";

    @TempDir
    Path folder;

    @BeforeEach
    void keep() {
        System.setProperty(ClassArchive.FOLDER, folder.toString());
    }

    @AfterEach
    void keepNothing() {
        System.clearProperty(ClassArchive.FOLDER);
    }

    @Test
    void isForWhoAsksForIt() {
        System.clearProperty(ClassArchive.FOLDER);

        assertThat(ClassArchive.of("a program")).isEmpty();
    }

    @Test
    void isUsedOnceItIsWhole() throws IOException {
        ClassArchive first = archive();
        Files.writeString(written(first), "classes");
        assertThat(archive().jvmFlags().get(0)).startsWith(WRITES); // as long as the first JVM runs

        first.ended(true);

        assertThat(archive().jvmFlags()).contains("-XX:SharedArchiveFile=" + folder.resolve("a-program.jsa"));
        assertThat(files()).containsExactly("a-program.jsa");
    }

    @Test
    void isThrownAwayWhenItsProgramWasKilled() throws IOException {
        ClassArchive archive = archive();
        Files.writeString(written(archive), "half of the cla");

        archive.ended(false);

        assertThat(files()).isEmpty();
        assertThat(archive().jvmFlags().get(0)).startsWith(WRITES);
    }

    @Test
    void mayNotHaveBeenWritten() throws IOException {
        archive().ended(true);

        assertThat(files()).isEmpty();
    }

    private static ClassArchive archive() {
        return ClassArchive.of("a program").orElseThrow();
    }

    private static Path written(ClassArchive archive) {
        return Path.of(archive.jvmFlags().get(0).substring(WRITES.length()));
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
