package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notebooks of the examples, run without a browser. What one looks like is then a page in {@code target}. */
@ExtendWith(ShopServers.Extension.class)
final class NotebookIT {
    private static final Path NOTEBOOKS =
            Path.of("..", "sql-examples", "notebooks").toAbsolutePath();

    private final ShopServers servers;

    NotebookIT(ShopServers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @CsvSource({"topics-to-chart, test_notebook.py", "streams, test_streams_notebook.py"})
    void showsWhatIsInTheTopics(String notebook, String test) throws Exception {
        Distribution.SPARK_4_2.assumeHere();
        PythonEnvironment.assumeHere();
        Path page = Path.of("target", notebook + ".html").toAbsolutePath();
        Map<String, String> variables = new HashMap<>(Distribution.SPARK_4_2.pySpark());
        variables.putAll(servers.variables());
        variables.put("KASPAR_JAR", KasparJar.path().toString());
        variables.put("KASPAR_NOTEBOOK", NOTEBOOKS.resolve(notebook + ".ipynb").toString());
        variables.put("KASPAR_NOTEBOOK_PAGE", page.toString());

        PythonEnvironment.assertPass(variables, test);

        assertThat(page).exists();
    }
}
