package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class OfflineSwitchTest {
    private static OfflineSwitch set(String value) {
        return new OfflineSwitch(new SparkConf(false).set(OfflineSwitch.SETTING, value));
    }

    @Test
    void isOnUnlessItIsSet() {
        assertThatCode(() -> new OfflineSwitch(new SparkConf(false)).requireOn())
                .doesNotThrowAnyException();
        assertThatCode(() -> set("true").requireOn()).doesNotThrowAnyException();
    }

    @Test
    void refusesWhenItIsOffOrMisspelt() {
        assertThatThrownBy(() -> set("false").requireOn()).hasMessageContaining(OfflineSwitch.SETTING);
        assertThatThrownBy(() -> set("no way").requireOn()).isInstanceOf(IllegalArgumentException.class);
    }
}
