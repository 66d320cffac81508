package io.kaspar.testing.kafka;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys with self-signed certificates of a server and its users, made by the JDK's keytool. */
final class CertificateFolder {
    private static final String PASSWORD = "pl4nted-keys";
    private static final String SERVER = "localhost";

    private final Path folder;

    private CertificateFolder(Path folder) {
        this.folder = folder;
    }

    static CertificateFolder make(Path folder, List<String> users) throws IOException {
        CertificateFolder made = new CertificateFolder(folder);
        made.generate(SERVER);
        for (String user : users) {
            made.generate(user);
            made.trust(user);
        }
        return made;
    }

    private void generate(String name) throws IOException {
        run(
                store(name),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12");
    }

    private void trust(String user) throws IOException {
        String file = folder.resolve(user + ".pem").toString();
        run(store(user), "-exportcert", "-rfc", "-alias", user, "-file", file);
        run(store("trusted"), "-importcert", "-noprompt", "-alias", user, "-file", file, "-storetype", "PKCS12");
    }

    private Path store(String name) {
        return folder.resolve(name + ".p12");
    }

    private static void run(Path store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** For a broker: its key, and the users it trusts. */
    Map<String, String> serverSettings() {
        return Map.of(
                "ssl.keystore.location",
                store(SERVER).toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD,
                "ssl.truststore.location",
                store("trusted").toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                PASSWORD);
    }

    /** For a client that trusts the server. */
    Map<String, String> trustSettings() {
        return Map.of(
                "ssl.truststore.location",
                store(SERVER).toString(),
                "ssl.truststore.type",
                "PKCS12",
                "ssl.truststore.password",
                PASSWORD);
    }

    /** For a client that shows who it is. */
    Map<String, String> keySettings(String user) {
        return Map.of(
                "ssl.keystore.location",
                store(user).toString(),
                "ssl.keystore.type",
                "PKCS12",
                "ssl.keystore.password",
                PASSWORD,
                "ssl.key.password",
                PASSWORD);
    }
}
