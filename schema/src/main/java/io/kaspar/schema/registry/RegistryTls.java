package io.kaspar.schema.registry;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The TLS side of a client, made from settings under Kafka's names. */
final class RegistryTls {
    private RegistryTls() {}

    /**
     * The context that the settings ask for; empty when there are none.
     *
     * @throws SchemaRegistryException when a store cannot be read; the message shows no password
     */
    static Optional<SSLContext> context(Map<String, String> settings) throws SchemaRegistryException {
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        TlsOptions options = new TlsOptions(settings);
        TlsStores stores = new TlsStores(options);
        TrustManager[] trust = trustManagers(stores, options);
        KeyManager[] keys = keyManagers(stores, options);
        try {
            SSLContext context = SSLContext.getInstance(options.get(TlsOptions.PROTOCOL, "TLS"));
            context.init(keys, trust, null);
            return Optional.of(context);
        } catch (GeneralSecurityException e) {
            throw new SchemaRegistryException(
                    "TLS to the registry cannot be set up (" + e.getMessage() + "): check " + TlsOptions.PROTOCOL, e);
        }
    }

    private static TrustManager @Nullable [] trustManagers(TlsStores stores, TlsOptions options)
            throws SchemaRegistryException {
        try {
            Optional<KeyStore> store = stores.trustStore();
            boolean checkHost = isHostChecked(options);
            if (store.isEmpty() && checkHost) {
                return null;
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store.orElse(null));
            TrustManager[] managers = factory.getTrustManagers();
            return checkHost ? managers : withoutHostCheck(managers);
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable("trust store", TlsOptions.TRUST_LOCATION, options, e);
        }
    }

    private static KeyManager @Nullable [] keyManagers(TlsStores stores, TlsOptions options)
            throws SchemaRegistryException {
        try {
            Optional<TlsStores.KeyWithPassword> key = stores.keyStore();
            if (key.isEmpty()) {
                return null;
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(key.get().store(), key.get().password());
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw unreadable("key store", TlsOptions.KEY_LOCATION, options, e);
        }
    }

    private static boolean isHostChecked(TlsOptions options) {
        return !options.get(TlsOptions.HOST_CHECK, "https").isEmpty();
    }

    private static TrustManager[] withoutHostCheck(TrustManager[] managers) {
        TrustManager[] lenient = managers.clone();
        for (int i = 0; i < lenient.length; i++) {
            if (lenient[i] instanceof X509ExtendedTrustManager strict) {
                lenient[i] = new AnyHostTrustManager(strict);
            }
        }
        return lenient;
    }

    private static SchemaRegistryException unreadable(
            String what, String locationOption, TlsOptions options, Exception cause) {
        String location = options.get(locationOption, "given in the options");
        String type = locationOption.replace("location", "type");
        String password = locationOption.replace("location", "password");
        return new SchemaRegistryException(
                "the " + what + " for the registry (" + location + ") cannot be read ("
                        + cause.getClass().getSimpleName() + ": " + cause.getMessage() + "): check " + locationOption
                        + ", " + type + " and " + password,
                cause);
    }
}
