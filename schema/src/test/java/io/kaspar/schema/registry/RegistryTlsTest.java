package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.registry.FakeRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryTlsTest {
    @TempDir
    private static Path folder;

    private static TestKeys keys;
    private static FakeRegistry server;
    private static FakeRegistry strictServer;

    @BeforeAll
    static void start() throws Exception {
        keys = TestKeys.generate(folder, "RSA", "ip:127.0.0.1");
        server = FakeRegistry.startTls(keys.server());
        strictServer = FakeRegistry.startMutualTls(keys.server());
        server.register("orders-value", "\"int\"");
        strictServer.register("orders-value", "\"int\"");
    }

    @AfterAll
    static void stop() {
        server.close();
        strictServer.close();
    }

    @Test
    void trustsAPkcs12Store() throws Exception {
        assertConnects(server, trust(keys.pkcs12(), "PKCS12"));
    }

    @Test
    void trustsAJksStore() throws Exception {
        assertConnects(server, trust(keys.jks(), "JKS"));
    }

    @Test
    void trustsAPemFile() throws Exception {
        Path file = Files.writeString(folder.resolve("trust.pem"), "about it\n" + keys.certificatePem());

        assertConnects(server, Map.of("ssl.truststore.location", file.toString(), "ssl.truststore.type", "PEM"));
    }

    @Test
    void trustsPemText() throws Exception {
        assertConnects(
                server, Map.of("ssl.truststore.certificates", keys.certificatePem(), "ssl.truststore.type", "PEM"));
    }

    @Test
    void showsItsOwnCertificateFromAStore() throws Exception {
        Map<String, String> settings = trust(keys.pkcs12(), "PKCS12");
        settings.put("ssl.keystore.location", keys.pkcs12().toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", TestKeys.PASSWORD);

        assertConnects(strictServer, settings);
    }

    @Test
    void showsItsOwnCertificateFromAPemFile() throws Exception {
        Path file = Files.writeString(folder.resolve("key.pem"), keys.keyPem() + keys.certificatePem());
        Map<String, String> settings = trust(keys.pkcs12(), "PKCS12");
        settings.put("ssl.keystore.location", file.toString());
        settings.put("ssl.keystore.type", "PEM");

        assertConnects(strictServer, settings);
    }

    @Test
    void showsItsOwnCertificateFromPemTextWithAnEncryptedKey() throws Exception {
        Map<String, String> settings = trust(keys.pkcs12(), "PKCS12");
        settings.put("ssl.keystore.key", encryptedKey());
        settings.put("ssl.keystore.certificate.chain", keys.certificatePem());
        settings.put("ssl.key.password", TestKeys.PASSWORD);

        assertConnects(strictServer, settings);
    }

    @Test
    void aClientWithoutCertificateIsRefused() throws Exception {
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.withTls(strictServer.url(), trust(keys.pkcs12(), "PKCS12")))) {
            assertThatThrownBy(registry::subjects).isInstanceOf(SchemaRegistryException.class);
        }
    }

    @Test
    void aServerThatIsNotTrustedNamesTheOption() throws Exception {
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("ssl.truststore.location")
                    .hasMessageNotContaining("tried");
        }
    }

    @Test
    void anExpiredCertificateIsOneClearErrorAndIsNotAskedAgain(@TempDir Path folder, @TempDir Path otherFolder)
            throws Exception {
        TestKeys authority = TestKeys.generate(folder, "EC", "dns:authority.example");
        TestKeys expired = authority.signExpired(otherFolder);
        try (FakeRegistry late = FakeRegistry.startTls(expired.server());
                SchemaRegistry registry =
                        TestRegistries.open(TestRegistries.withTls(late.url(), trust(authority.pkcs12(), "PKCS12")))) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(late.url())
                    .hasMessageContaining("cannot agree on TLS")
                    .hasStackTraceContaining("CertificateExpiredException")
                    .hasMessageNotContaining("tried");
            assertThat(late.requestCount()).isZero();
        }
    }

    @Test
    void theHostIsCheckedUnlessToldNotTo(@TempDir Path otherFolder) throws Exception {
        TestKeys others = TestKeys.generate(otherFolder, "EC", "dns:elsewhere.example");
        try (FakeRegistry elsewhere = FakeRegistry.startTls(others.server())) {
            elsewhere.register("orders-value", "\"int\"");
            Map<String, String> settings = trust(others.pkcs12(), "PKCS12");
            try (SchemaRegistry registry = TestRegistries.open(TestRegistries.withTls(elsewhere.url(), settings))) {
                assertThatThrownBy(registry::subjects).hasMessageContaining("TLS");
            }

            settings.put("ssl.endpoint.identification.algorithm", "");
            assertConnects(elsewhere, settings);
        }
    }

    @Test
    void aStoreThatCannotBeReadNamesItsOptionsAndNoPassword() {
        Map<String, String> missing =
                Map.of("ssl.truststore.location", "/nowhere/trust.jks", "ssl.truststore.password", TestKeys.PASSWORD);
        Map<String, String> wrongPassword = Map.of(
                "ssl.keystore.location",
                keys.pkcs12().toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                "wr0ng");

        assertThatThrownBy(() -> RegistryTls.context(missing))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("/nowhere/trust.jks")
                .hasMessageContaining("ssl.truststore.location")
                .hasMessageNotContaining(TestKeys.PASSWORD);
        assertThatThrownBy(() -> RegistryTls.context(wrongPassword))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("ssl.keystore.password")
                .hasMessageNotContaining("wr0ng");
    }

    @Test
    void pemWithoutWhatItShouldHoldIsRefused() throws Exception {
        String certificate = keys.certificatePem();
        String oldForm = TestKeys.pem("RSA PRIVATE KEY", new byte[] {1, 2, 3});
        String garbage = TestKeys.pem("PRIVATE KEY", new byte[] {1, 2, 3});

        assertThatThrownBy(() -> RegistryTls.context(Map.of("ssl.truststore.certificates", "nothing")))
                .hasMessageContaining("no certificate");
        assertThatThrownBy(() -> RegistryTls.context(Map.of("ssl.keystore.key", keys.keyPem())))
                .hasMessageContaining("no certificate beside the private key");
        assertThatThrownBy(() -> context(certificate, certificate)).hasMessageContaining("no private key");
        assertThatThrownBy(() -> context(oldForm, certificate)).hasMessageContaining("openssl pkcs8");
        assertThatThrownBy(() -> context(garbage, certificate)).hasMessageContaining("ssl.keystore.location");
        assertThatThrownBy(() -> context(encryptedKey(), certificate)).hasMessageContaining("set ssl.key.password");
    }

    @Test
    void aSettingThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> RegistryTls.context(Map.of("ssl.trustore.location", "x")))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("ssl.trustore.location")
                .hasMessageContaining("ssl.truststore.location");
    }

    @Test
    void aProtocolThatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> RegistryTls.context(Map.of("ssl.protocol", "NOPE")))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("ssl.protocol");
    }

    private static void context(String key, String chain) throws SchemaRegistryException {
        RegistryTls.context(Map.of("ssl.keystore.key", key, "ssl.keystore.certificate.chain", chain));
    }

    private static Map<String, String> trust(Path store, String type) {
        Map<String, String> settings = new HashMap<>();
        settings.put("ssl.truststore.location", store.toString());
        settings.put("ssl.truststore.type", type);
        settings.put("ssl.truststore.password", TestKeys.PASSWORD);
        return settings;
    }

    private static void assertConnects(FakeRegistry to, Map<String, String> settings) throws SchemaRegistryException {
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.withTls(to.url(), settings))) {
            assertThat(registry.subjects()).containsExactly("orders-value");
        }
    }

    private static String encryptedKey() throws Exception {
        String algorithm = "PBEWithMD5AndDES";
        String body = keys.keyPem().replaceAll("-----.*-----", "");
        byte[] der = Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.US_ASCII));
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance(algorithm)
                        .generateSecret(new PBEKeySpec(TestKeys.PASSWORD.toCharArray())));
        AlgorithmParameters parameters = cipher.getParameters();
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(der));
        return TestKeys.pem("ENCRYPTED PRIVATE KEY", info.getEncoded());
    }
}
