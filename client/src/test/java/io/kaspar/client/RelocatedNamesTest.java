package io.kaspar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RelocatedNamesTest {
    private final RelocatedNames names = new RelocatedNames("org.apache.kafka", "moved.kafka");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sasl.login.callback.handler.class|org.apache.kafka.A|moved.kafka.A",
                "sasl.login.callback.handler.class|com.acme.Handler|com.acme.Handler",
                "metric.reporters|com.acme.A, org.apache.kafka.B|com.acme.A, moved.kafka.B",
                "client.id|about org.apache.kafka.A|about org.apache.kafka.A",
                "bootstrap.servers|org.apache.kafkas.example:9092|org.apache.kafkas.example:9092",
                "sasl.jaas.config|org.apache.kafka.common.ScramLoginModule required password=\"x\";"
                        + "|moved.kafka.common.ScramLoginModule required password=\"x\";",
                "sasl.jaas.config|com.acme.Login required a=1; org.apache.kafka.B optional b=\"org.apache.kafka.C\";"
                        + "|com.acme.Login required a=1; moved.kafka.B optional b=\"org.apache.kafka.C\";",
            })
    void namesKafkasClassesWhereTheyAre(String setting, String value, String expected) {
        assertThat(names.inSetting(setting, value)).isEqualTo(expected);
    }

    @Test
    void leavesSettingsAloneWhereKafkaWasNotMoved() {
        RelocatedNames here = RelocatedNames.ofThisClient();
        assertThat(here.isRelocated()).isFalse();
        assertThat(here.documented()).isEqualTo("org.apache.kafka");
        assertThat(KafkaClientSettings.clientSettings(Map.of("a.class", "org.apache.kafka.A")))
                .isEqualTo(Map.of("a.class", "org.apache.kafka.A"));
    }

    @Test
    void letsNoLoginWaitForEver() {
        assertThat(KafkaClientSettings.clientSettings(Map.of("security.protocol", "SASL_SSL")))
                .containsEntry("sasl.login.connect.timeout.ms", 10_000)
                .containsEntry("sasl.login.read.timeout.ms", 10_000);
        assertThat(KafkaClientSettings.clientSettings(
                        Map.of("security.protocol", "SASL_SSL", "sasl.login.read.timeout.ms", "7")))
                .containsEntry("sasl.login.read.timeout.ms", "7");
    }
}
