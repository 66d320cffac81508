package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    @Test
    void areThoseSparkGivesItsOwnProcesses() throws IOException {
        List<String> launcher = List.of(Files.readString(Path.of("..", "embedded", "target", "launcher", "jvm.options"))
                .strip()
                .split("\\s+"));

        assertThat(launcher).containsExactlyInAnyOrder(JavaModuleOptions.defaultModuleOptionArray());
    }
}
