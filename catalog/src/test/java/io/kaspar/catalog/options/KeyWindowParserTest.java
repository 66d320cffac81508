package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.resolve.KeyWindow;
import io.kaspar.schema.wire.WindowKind;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Windows of keys that options tell. */
final class KeyWindowParserTest {
    private static @Nullable KeyWindow window(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(Map.of("kafka.bootstrap.servers", "localhost:9092"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("topic.counts." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return CatalogOptions.ofCatalog(settings)
                .topic("counts")
                .resolve()
                .key()
                .window();
    }

    @Test
    void isNoneUntilSomebodySaysSo() {
        assertThat(window()).isNull();
        assertThat(window("key.window", "NONE")).isNull();
        assertThat(window("key.format", "string", "key.window", "Session"))
                .isEqualTo(new KeyWindow(WindowKind.SESSION));
    }

    @Test
    void hasASizeWhereItsBytesDoNotTell() {
        assertThat(window("key.window", "time")).isEqualTo(new KeyWindow(WindowKind.TIME));
        assertThat(window("key.window", "time", "key.window.size", "5m"))
                .isEqualTo(new KeyWindow(WindowKind.TIME, 300_000));
        // thirty days, which are more milliseconds than an int holds
        assertThat(window("key.window", "store", "key.window.size", "720h"))
                .isEqualTo(new KeyWindow(WindowKind.STORE, 2_592_000_000L));
    }

    @Test
    void isRefusedWhereItSaysNothing() {
        refused(
                "option key.window cannot be 'hopping'; it must be none, time, session or store",
                "key.window",
                "hopping");
        refused("option key.window.size cannot be '0'", "key.window", "time", "key.window.size", "0");
        refused("option key.window.size cannot be 'long'", "key.window", "time", "key.window.size", "long");
        refused("option key.window.size = 5m says nothing while key.window is none", "key.window.size", "5m");
        refused("since the end of a session is in its bytes", "key.window", "session", "key.window.size", "5m");
    }

    private static void refused(String message, String... namesAndValues) {
        assertThatThrownBy(() -> window(namesAndValues))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(message);
    }
}
