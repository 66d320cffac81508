package io.kaspar.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SparkHomeTest {
    @TempDir
    Path folder = Path.of("");

    private Path jars = Path.of("");

    @BeforeEach
    void make() throws IOException {
        Path jar = Files.writeString(folder.resolve("some.jar"), "a jar");
        Path classes = Files.createDirectories(folder.resolve("classes/a/b"));
        Files.writeString(classes.resolve("C.class"), "a class");
        Path absent = folder.resolve("absent.jar");
        SparkHome home =
                SparkHome.make(folder.resolve("home"), new ClassPath(List.of(jar, absent, folder.resolve("classes"))));
        jars = home.folder().resolve("jars");
    }

    @Test
    void linksJarsAndPassesOverWhatIsNotThere() throws IOException {
        assertThat(jars.resolve("000-some.jar")).isSymbolicLink().hasContent("a jar");
        try (var files = Files.list(jars)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void packsClassesThatLieInFolders() throws IOException {
        try (JarFile jar = new JarFile(jars.resolve("002-classes.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("a/b/C.class");
        }
    }

    @Test
    void looksLikeAnInstalledSpark() {
        assertThat(folder.resolve("home/RELEASE")).isRegularFile();
        assertThat(folder.resolve("home/conf/log4j2.properties")).isRegularFile();
    }
}
