package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The notebook of the examples, run without a browser. What it looks like is then {@code target/topics-to-chart.html}. */
@ExtendWith(ShopServers.Extension.class)
final class NotebookIT {
    private static final Path NOTEBOOK =
            Path.of("..", "sql-examples", "notebooks", "topics-to-chart.ipynb").toAbsolutePath();
    private static final Path PAGE = Path.of("target", "topics-to-chart.html").toAbsolutePath();

    private final ShopServers servers;

    NotebookIT(ShopServers servers) {
        this.servers = servers;
    }

    @Test
    void showsWhatIsInTheTopics() throws Exception {
        Distribution.SPARK_4_2.assumeHere();
        PythonEnvironment.assumeHere();
        Map<String, String> variables = new HashMap<>(Distribution.SPARK_4_2.pySpark());
        variables.putAll(servers.variables());
        variables.put("KASPAR_JAR", KasparJar.path().toString());
        variables.put("KASPAR_NOTEBOOK", NOTEBOOK.toString());
        variables.put("KASPAR_NOTEBOOK_PAGE", PAGE.toString());

        PythonEnvironment.assertPass(variables, "test_notebook.py");

        assertThat(PAGE).exists();
    }
}
