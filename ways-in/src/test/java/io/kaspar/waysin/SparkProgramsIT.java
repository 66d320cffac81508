package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code spark-sql}, {@code spark-shell} and {@code spark-submit} with the jar given in each way that there is. */
@ExtendWith(ShopServers.Extension.class)
final class SparkProgramsIT {
    private final ShopServers servers;

    SparkProgramsIT(ShopServers servers) {
        this.servers = servers;
    }

    @ParameterizedTest
    @EnumSource(Distribution.class)
    void answersInSparkSqlWithJars(Distribution spark) throws Exception {
        spark.assumeHere();
        List<String> arguments = new ArrayList<>(
                List.of("--master", "local[2]", "--jars", KasparJar.path().toString()));
        arguments.addAll(confs(spark.catalog(servers)));
        arguments.addAll(List.of("-e", "SELECT count(*) FROM kaspar.orders; SHOW TABLES IN kaspar"));

        Program.Output output = spark.program("spark-sql", arguments).run();

        assertThat(output.exitCode()).as(output.err()).isZero();
        assertThat(output.lines()).contains(Long.toString(ShopServers.ORDERS));
    }

    private static List<String> confs(Map<String, String> settings) {
        return settings.entrySet().stream()
                .flatMap(setting -> List.of("--conf", setting.getKey() + "=" + setting.getValue()).stream())
                .toList();
    }
}
