package io.kaspar.schema.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a self-signed certificate, made by the JDK's keytool, in every form that stores can have. */
final class TestKeys {
    static final String PASSWORD = "pl4nted";
    private static final String ALIAS = "me";

    private final Path folder;
    private final Path pkcs12;

    private TestKeys(Path folder, Path pkcs12) {
        this.folder = folder;
        this.pkcs12 = pkcs12;
    }

    /** @param hosts as keytool's subject alternative names: {@code ip:127.0.0.1} */
    static TestKeys generate(Path folder, String algorithm, String hosts) throws Exception {
        Path store = folder.resolve("store.p12");
        run(
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                algorithm,
                "-dname",
                "CN=test",
                "-ext",
                "san=" + hosts,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return new TestKeys(folder, store);
    }

    /** A key for 127.0.0.1 whose certificate, signed by this one, ended days ago. */
    TestKeys signExpired(Path otherFolder) throws Exception {
        TestKeys other = generate(otherFolder, "EC", "ip:127.0.0.1");
        Path request = otherFolder.resolve("request.pem");
        Path signed = otherFolder.resolve("signed.pem");
        run(in(other.pkcs12, "-certreq", "-alias", ALIAS, "-file", request.toString()));
        run(in(
                pkcs12,
                "-gencert",
                "-alias",
                ALIAS,
                "-startdate",
                "-20d",
                "-validity",
                "10",
                "-ext",
                "san=ip:127.0.0.1",
                "-rfc",
                "-infile",
                request.toString(),
                "-outfile",
                signed.toString()));
        Files.writeString(signed, Files.readString(signed) + certificatePem());
        run(in(other.pkcs12, "-importcert", "-noprompt", "-trustcacerts", "-alias", ALIAS, "-file", signed.toString()));
        return other;
    }

    private static String[] in(Path store, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        return all.toArray(new String[0]);
    }

    Path pkcs12() {
        return pkcs12;
    }

    Path jks() throws Exception {
        Path store = folder.resolve("store.jks");
        run(
                "-importkeystore",
                "-srckeystore",
                pkcs12.toString(),
                "-srcstorepass",
                PASSWORD,
                "-destkeystore",
                store.toString(),
                "-deststoretype",
                "JKS",
                "-deststorepass",
                PASSWORD);
        return store;
    }

    /** The certificate. */
    String certificatePem() throws GeneralSecurityException, IOException {
        return pem("CERTIFICATE", store().getCertificate(ALIAS).getEncoded());
    }

    /** The private key in PKCS #8 form. */
    String keyPem() throws GeneralSecurityException, IOException {
        return pem("PRIVATE KEY", store().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
    }

    /** A server with this key, which trusts clients with the same one. */
    SSLContext server() throws GeneralSecurityException, IOException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store(), PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, store().getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static String pem(String label, byte[] der) {
        byte[] newLine = {'\n'};
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, newLine).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private KeyStore store() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(pkcs12)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + output);
        }
    }
}
