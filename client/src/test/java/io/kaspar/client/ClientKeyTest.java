package io.kaspar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.client.users.UsersGreeter;
import io.kaspar.testing.session.SessionClassLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClientKeyTest {
    private static final String KAFKAS_LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required;";
    private static final String USERS_CLASS = UsersGreeter.class.getName();

    @TempDir
    Path folder = Path.of("");

    private static ClientKey key(SessionClassLoader session, Map<String, String> settings) throws Exception {
        return session.call(() -> ClientKey.ofThisThread(settings));
    }

    private static Map<String, String> settings(String... more) {
        Map<String, String> settings = new HashMap<>();
        settings.put("bootstrap.servers", "localhost:1");
        settings.put("security.protocol", "SASL_PLAINTEXT");
        settings.put("sasl.jaas.config", KAFKAS_LOGIN);
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    @Test
    void isOneForAllSessionsWhenOnlyKafkasClassesAreNamed() throws Exception {
        ClientKey one = key(SessionClassLoader.withCopy(UsersGreeter.class, folder), settings());

        assertThat(one).isEqualTo(key(SessionClassLoader.empty(), settings()));
        assertThat(one.classLoader()).isSameAs(ClientKey.class.getClassLoader());
    }

    @Test
    void isOneForAllSessionsThatHaveTheClassFromOneJar() throws Exception {
        Map<String, String> settings = settings("sasl.login.class", USERS_CLASS);

        assertThat(key(SessionClassLoader.empty(), settings)).isEqualTo(key(SessionClassLoader.empty(), settings));
    }

    @Test
    void isTheSessionsWhenItHasTheClassItself() throws Exception {
        SessionClassLoader session = SessionClassLoader.withCopy(UsersGreeter.class, folder);
        for (Map<String, String> settings : Set.of(
                settings("sasl.login.class", USERS_CLASS),
                settings("metric.reporters", "org.apache.kafka.common.metrics.JmxReporter, " + USERS_CLASS),
                settings("sasl.jaas.config", KAFKAS_LOGIN + " " + USERS_CLASS + " required;"))) {
            assertThat(key(session, settings)).isEqualTo(key(session, settings));
            assertThat(key(session, settings).classLoader()).isSameAs(session);
            assertThat(key(session, settings)).isNotEqualTo(key(SessionClassLoader.empty(), settings));
        }
    }

    @Test
    void isTheSessionsWhenTheClassIsNowhereElse() throws Exception {
        Map<String, String> settings = settings("sasl.login.class", "com.acme.NotThere");
        SessionClassLoader session = SessionClassLoader.empty();

        assertThat(key(session, settings).classLoader()).isSameAs(session);
    }

    @Test
    void isTheSessionsWhenTheJvmsJaasFileTellsTheLogin() throws Exception {
        Map<String, String> settings = settings();
        settings.remove("sasl.jaas.config");
        SessionClassLoader session = SessionClassLoader.empty();

        assertThat(key(session, settings).classLoader()).isSameAs(session);
    }

    @Test
    void looksForNoSecretAsIfItWereAClass() throws Exception {
        SessionClassLoader session = SessionClassLoader.empty();
        key(
                session,
                settings(
                        "ssl.keystore.password",
                        "com.acme.Secret",
                        "sasl.jaas.config",
                        "com.acme.Login required password=\"hush; com.acme.Secret\" token=com.acme.Secret;"));

        assertThat(session.lookedFor()).containsExactly("com/acme/Login.class");
    }

    @Test
    void showsNoCredentials() {
        assertThat(ClientKey.ofThisThread(settings("ssl.keystore.password", "hush")))
                .hasToString("ClientKey[localhost:1]");
    }

    /** But for those of which Kaspar says that they cannot be set. */
    @Test
    void knowsEachSettingOfKafkaThatIsAClass() {
        Stream<String> classes = Stream.of(ConsumerConfig.configDef(), AdminClientConfig.configDef())
                .flatMap(settings -> settings.configKeys().values().stream())
                .filter(setting -> setting.type == ConfigDef.Type.CLASS)
                .map(setting -> setting.name)
                .filter(setting -> !setting.endsWith(".deserializer"));

        assertThat(classes)
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(NamedClasses.names(setting, "com.acme.Named"))
                        .containsExactly("com.acme.Named"));
    }
}
