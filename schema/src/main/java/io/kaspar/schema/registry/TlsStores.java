package io.kaspar.schema.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Loads the trust store and the key store that TLS settings name: JKS, PKCS12 or PEM. */
final class TlsStores {
    /** The password of a key that lies in memory only. */
    private static final char[] IN_MEMORY = {};

    private final TlsOptions options;

    TlsStores(TlsOptions options) {
        this.options = options;
    }

    /** Whom to trust; empty when nothing is set, then the JVM's own certificates count. */
    Optional<KeyStore> trustStore() throws GeneralSecurityException, IOException {
        String inline = options.find(TlsOptions.TRUST_CERTIFICATES);
        if (inline != null) {
            return Optional.of(trusting(inline));
        }
        String location = options.find(TlsOptions.TRUST_LOCATION);
        if (location == null) {
            return Optional.empty();
        }
        String type = options.get(TlsOptions.TRUST_TYPE, "JKS");
        return Optional.of(
                isPem(type)
                        ? trusting(Files.readString(Path.of(location)))
                        : load(location, type, options.password(TlsOptions.TRUST_PASSWORD)));
    }

    /** Who this client is; empty when nothing is set. */
    Optional<KeyWithPassword> keyStore() throws GeneralSecurityException, IOException {
        String inline = options.find(TlsOptions.KEY_PEM);
        if (inline != null) {
            return Optional.of(holding(inline, options.get(TlsOptions.KEY_CERTIFICATES, "")));
        }
        String location = options.find(TlsOptions.KEY_LOCATION);
        if (location == null) {
            return Optional.empty();
        }
        String type = options.get(TlsOptions.KEY_TYPE, "JKS");
        if (isPem(type)) {
            String pem = Files.readString(Path.of(location));
            return Optional.of(holding(pem, pem));
        }
        char[] storePassword = options.password(TlsOptions.KEY_STORE_PASSWORD);
        char[] keyPassword = options.password(TlsOptions.KEY_PASSWORD);
        KeyStore store = load(location, type, storePassword);
        return Optional.of(new KeyWithPassword(store, keyPassword != null ? keyPassword : storePassword));
    }

    private KeyWithPassword holding(String keyPem, String chainPem) throws GeneralSecurityException, IOException {
        List<Certificate> chain = PemReader.certificates(chainPem);
        if (chain.isEmpty()) {
            throw new KeyStoreException("there is no certificate beside the private key");
        }
        KeyStore store = empty();
        store.setKeyEntry(
                "key",
                PemReader.privateKey(keyPem, options.password(TlsOptions.KEY_PASSWORD)),
                IN_MEMORY,
                chain.toArray(new Certificate[0]));
        return new KeyWithPassword(store, IN_MEMORY);
    }

    private static KeyStore trusting(String pem) throws GeneralSecurityException, IOException {
        List<Certificate> certificates = PemReader.certificates(pem);
        if (certificates.isEmpty()) {
            throw new KeyStoreException("there is no certificate in the PEM text");
        }
        KeyStore store = empty();
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("trusted-" + i, certificates.get(i));
        }
        return store;
    }

    private static KeyStore load(String location, String type, char @Nullable [] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(type);
        try (InputStream in = Files.newInputStream(Path.of(location))) {
            store.load(in, password);
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static boolean isPem(String type) {
        return "PEM".equals(type.toUpperCase(Locale.ROOT));
    }

    /** A key store and the password of the keys in it. */
    static final class KeyWithPassword {
        private final KeyStore store;
        private final char @Nullable [] password;

        KeyWithPassword(KeyStore store, char @Nullable [] password) {
            this.store = store;
            this.password = password;
        }

        KeyStore store() {
            return store;
        }

        @SuppressWarnings("ReturnsNullCollection") // an array of no characters is another password than none
        char @Nullable [] password() {
            return password;
        }
    }
}
