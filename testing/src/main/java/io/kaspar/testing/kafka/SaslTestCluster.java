package io.kaspar.testing.kafka;

import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.common.test.JaasUtils;
import org.apache.kafka.common.test.KafkaClusterTestKit;
import org.apache.kafka.common.test.TestKitNodes;

/** A Kafka cluster of one broker in this process that wants a login with user and password. */
public final class SaslTestCluster implements AutoCloseable {
    private final KafkaClusterTestKit kit;

    private SaslTestCluster(KafkaClusterTestKit kit) {
        this.kit = kit;
    }

    public static SaslTestCluster start() throws Exception {
        TestKitNodes nodes = new TestKitNodes.Builder()
                .setNumControllerNodes(1)
                .setNumBrokerNodes(1)
                .setBrokerSecurityProtocol(SecurityProtocol.SASL_PLAINTEXT)
                .build();
        KafkaClusterTestKit kit = new KafkaClusterTestKit.Builder(nodes)
                .setConfigProp("offsets.topic.replication.factor", "1")
                .build();
        try {
            kit.format();
            kit.startup();
            kit.waitForReadyBrokers();
            return new SaslTestCluster(kit);
        } catch (Exception e) {
            kit.close();
            throw e;
        }
    }

    public String bootstrapServers() {
        return kit.bootstrapServers();
    }

    /** Settings of a client that logs in as the administrator with this password. */
    public static Map<String, String> login(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\""
                                + JaasUtils.KAFKA_PLAIN_ADMIN + "\" password=\"" + password + "\";");
    }

    /** The administrator's password. */
    public static String password() {
        return JaasUtils.KAFKA_PLAIN_ADMIN_PASSWORD;
    }

    @Override
    public void close() {
        try {
            kit.close();
        } catch (Exception e) {
            throw new IllegalStateException("the test cluster failed", e);
        }
    }
}
