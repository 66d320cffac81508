package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.KasparCatalog;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What deployment files set of Kaspar: the catalog takes it, and one image and one Spark is meant everywhere. */
final class DeployedSettingsTest {
    private static final Path ROOT = Path.of("..");
    private static final String CATALOG = "spark.sql.catalog.kaspar";

    /** The settings of a Spark, and the file that has them. */
    private record Deployed(String file, Map<String, String> settings) {
        static Deployed ofDefaults(String file) throws IOException {
            Properties properties = new Properties();
            try (Reader in = Files.newBufferedReader(ROOT.resolve(file))) {
                properties.load(in);
            }
            Map<String, String> settings = new TreeMap<>();
            properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
            return new Deployed(file, settings);
        }

        Map<String, String> ofCatalog() {
            Map<String, String> options = new TreeMap<>();
            settings.forEach((name, value) -> {
                if (name.startsWith(CATALOG + ".")) {
                    options.put(name.substring(CATALOG.length() + 1), value);
                }
            });
            return options;
        }

        @Override
        public String toString() {
            return file;
        }
    }

    static Stream<Deployed> deployed() throws IOException {
        OperatedApplication kubeflow = OperatedApplication.ofKubeflow();
        OperatedApplication apache = OperatedApplication.ofApache();
        return Stream.of(
                Deployed.ofDefaults("docker/spark-defaults.conf"),
                Deployed.ofDefaults("deploy/kubernetes/spark-defaults.conf"),
                new Deployed(kubeflow.name(), kubeflow.sparkConf()),
                new Deployed(apache.name(), apache.sparkConf()));
    }

    @ParameterizedTest
    @MethodSource("deployed")
    void areOptionsOfKaspar(Deployed deployed) {
        assertThat(deployed.settings()).containsEntry(CATALOG, KasparCatalog.class.getName());
        assertThat(deployed.ofCatalog()).containsKey("kafka.bootstrap.servers");
        new KasparCatalog().initialize("kaspar", new CaseInsensitiveStringMap(deployed.ofCatalog()));
    }

    @Test
    void anUnknownOptionWouldBeNoticed() {
        CaseInsensitiveStringMap settings =
                new CaseInsensitiveStringMap(Map.of("kafka.bootstrap.servers", "broker:9092", "hostz", "auto"));
        assertThatThrownBy(() -> new KasparCatalog().initialize("kaspar", settings))
                .hasMessageContaining("hostz");
    }

    @Test
    void oneImageWithOneSparkIsMeantEverywhere() throws IOException {
        String dockerfile = Files.readString(ROOT.resolve("docker/Dockerfile"));
        OperatedApplication kubeflow = OperatedApplication.ofKubeflow();
        OperatedApplication apache = OperatedApplication.ofApache();

        assertThat(Stream.of(
                        kubeflow.application().at("/spec/sparkVersion").asText(),
                        apache.application()
                                .at("/spec/runtimeVersions/sparkVersion")
                                .asText()))
                .allSatisfy(version -> assertThat(dockerfile).contains("FROM apache/spark:" + version + " AS spark\n"));
        assertThat(Stream.of(
                        kubeflow.application().at("/spec/image").asText(),
                        apache.sparkConf().get("spark.kubernetes.container.image")))
                .containsOnly(Deployed.ofDefaults("deploy/kubernetes/spark-defaults.conf")
                        .settings()
                        .get("spark.kubernetes.container.image"));
    }

    @Test
    void theReadmeSaysWhatEachFolderIsFor() throws IOException {
        String readme = Files.readString(ROOT.resolve("deploy/README.md"));
        try (Stream<Path> folders = Files.list(ROOT.resolve("deploy")).filter(Files::isDirectory)) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .hasSize(5)
                    .allSatisfy(folder -> assertThat(readme).containsAnyOf("| `" + folder + "`", "[" + folder + "]"));
        }
    }
}
