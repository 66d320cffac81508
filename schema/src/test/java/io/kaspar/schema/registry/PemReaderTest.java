package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PemReaderTest {

    @Test
    void readsAKeyAsOpensslEncryptsIt() throws GeneralSecurityException, IOException {
        assertThat(PemReader.privateKey(encryptedKey(), TestKeys.PASSWORD.toCharArray())
                        .getAlgorithm())
                .isEqualTo("EC");
    }

    @Test
    void aWrongPasswordIsAnError() {
        assertThatThrownBy(() -> PemReader.privateKey(encryptedKey(), "wrong".toCharArray()))
                .isInstanceOf(GeneralSecurityException.class);
    }

    private static String encryptedKey() throws IOException {
        try (InputStream in = PemReaderTest.class.getResourceAsStream("encrypted-key.pem")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
