package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.Cluster;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.DescribeAclsOptions;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;

/** Who may do what, where brokers keep it. */
public final class AclStates {
    private AclStates() {}

    /** A permission or a prohibition, in Kafka's words. */
    public record AclState(
            String resourceType,
            String resource,
            String patternType,
            String principal,
            String host,
            String operation,
            String permission) {}

    /**
     * All of them, by resource.
     *
     * @throws io.kaspar.catalog.facts.ClusterException also where the cluster has no authorizer
     */
    public static List<AclState> all(Cluster cluster) {
        return cluster
                .inquire(use -> use.await(
                        use.admin()
                                .describeAcls(
                                        AclBindingFilter.ANY, new DescribeAclsOptions().timeoutMs(use.timeoutMs()))
                                .values(),
                        "asking for permissions"))
                .stream()
                .map(AclStates::state)
                .sorted(Comparator.comparing(AclState::resourceType)
                        .thenComparing(AclState::resource)
                        .thenComparing(AclState::principal)
                        .thenComparing(AclState::operation))
                .toList();
    }

    private static AclState state(AclBinding binding) {
        return new AclState(
                binding.pattern().resourceType().name(),
                binding.pattern().name(),
                binding.pattern().patternType().name(),
                binding.entry().principal(),
                binding.entry().host(),
                binding.entry().operation().name(),
                binding.entry().permissionType().name());
    }
}
