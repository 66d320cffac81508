package io.kaspar.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every class, field and method that the jar's classes name is there on every line, as it is named. */
final class LinkageIT {
    private static final String KAFKAS = "io/kaspar/shaded/";

    @ParameterizedTest
    @EnumSource(SparkLine.class)
    void everyReferenceIsThere(SparkLine line) throws Exception {
        assumeTrue(line.isHere(), () -> "the jars of Spark " + line.version() + " are not here");
        Map<String, byte[]> ours = ClassUniverse.classFiles(KasparJar.path());
        List<Path> classPath = new ArrayList<>(line.classPath());
        classPath.add(KasparJar.path());
        Set<String> missing = new TreeSet<>();
        try (ClassUniverse universe = new ClassUniverse(classPath)) {
            ours.forEach((name, bytes) -> {
                if (!name.startsWith(KAFKAS)) {
                    missing.addAll(References.missing(universe, line, name, bytes));
                }
            });
        }

        assertThat(ours).containsKey("io/kaspar/catalog/KasparCatalog");
        assertThat(missing).isEmpty();
    }
}
