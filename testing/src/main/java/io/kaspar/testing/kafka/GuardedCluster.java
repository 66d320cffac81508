package io.kaspar.testing.kafka;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * A broker with Kafka's own authorizer, which allows nothing that no rule allows, and three ways in: without a login, for the
 * administrator; by SASL/SCRAM through TLS; and by a certificate.
 */
public final class GuardedCluster implements AutoCloseable {
    private static final String SCRAM = "SCRAM";
    private static final String TLS = "TLS";
    private static final int ITERATIONS = 4096;
    private static final long ANSWER_TIMEOUT_S = 60;

    private final TestCluster cluster;
    private final CertificateFolder certificates;

    private GuardedCluster(TestCluster cluster, CertificateFolder certificates) {
        this.cluster = cluster;
        this.certificates = certificates;
    }

    /**
     * Starts the broker.
     *
     * @param folder for keys and certificates
     * @param certified the users with a certificate
     */
    public static GuardedCluster start(Path folder, List<String> certified) throws IOException {
        CertificateFolder certificates = CertificateFolder.make(folder, certified);
        Map<String, String> listeners = new HashMap<>();
        listeners.put("listeners", "EXTERNAL://localhost:0," + SCRAM + "://localhost:0," + TLS + "://localhost:0");
        listeners.put(
                "listener.security.protocol.map",
                "EXTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT," + SCRAM + ":SASL_SSL," + TLS + ":SSL");
        listeners.put("listener.name.scram.sasl.enabled.mechanisms", "SCRAM-SHA-256");
        listeners.put(
                "listener.name.scram.scram-sha-256.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        listeners.put("listener.name.tls.ssl.client.auth", "required");
        listeners.putAll(certificates.serverSettings());
        TestClusterOptions options = TestClusterOptions.defaults()
                .withProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withProperty("super.users", "User:ANONYMOUS")
                .withBrokerProperties(0, listeners);
        return new GuardedCluster(TestCluster.start(options), certificates);
    }

    /** The administrator's view. */
    public TestCluster cluster() {
        return cluster;
    }

    /** Makes a user with a password. */
    public void addUser(String user, String password) throws Exception {
        List<UserScramCredentialAlteration> change = List.of(new UserScramCredentialUpsertion(
                user, new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, ITERATIONS), password));
        cluster.admin().alterUserScramCredentials(change).all().get(ANSWER_TIMEOUT_S, TimeUnit.SECONDS);
    }

    /** A rule about topics, for principals such as {@code User:alice}. */
    public static AclBinding topicRule(
            String principal, PatternType pattern, String topic, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, pattern),
                new AccessControlEntry(principal, "*", operation, permission));
    }

    /** Lets a principal write with transactional ids that begin like this. */
    public static AclBinding mayUseTransactionalIds(String principal, String prefix) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TRANSACTIONAL_ID, prefix, PatternType.PREFIXED),
                new AccessControlEntry(principal, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    }

    /** Lets principals see where replicas lie, which files are found by. */
    public static AclBinding mayDescribeTheCluster(String principal) {
        return new AclBinding(
                new ResourcePattern(ResourceType.CLUSTER, "kafka-cluster", PatternType.LITERAL),
                new AccessControlEntry(principal, "*", AclOperation.DESCRIBE, AclPermissionType.ALLOW));
    }

    /** Settings of Kafka's clients that log in by SASL/SCRAM through TLS. */
    public Map<String, String> scramLogin(String user, String password) {
        Map<String, String> settings = new HashMap<>(certificates.trustSettings());
        settings.put("bootstrap.servers", cluster.bootstrapServers(SCRAM));
        settings.put("security.protocol", "SASL_SSL");
        settings.put("sasl.mechanism", "SCRAM-SHA-256");
        settings.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user + "\" password=\""
                        + password + "\";");
        return settings;
    }

    /** Settings of Kafka's clients that show a certificate; the principal is {@code User:CN=<user>}. */
    public Map<String, String> certificateLogin(String user) {
        Map<String, String> settings = new HashMap<>(certificates.trustSettings());
        settings.putAll(certificates.keySettings(user));
        settings.put("bootstrap.servers", cluster.bootstrapServers(TLS));
        settings.put("security.protocol", "SSL");
        return settings;
    }

    @Override
    public void close() {
        cluster.close();
    }
}
