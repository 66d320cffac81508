package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.Permission;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicDescriptionReaderTest {
    @ParameterizedTest
    @CsvSource({"READ, GRANTED", "ALL, GRANTED", "DESCRIBE, DENIED", ", UNKNOWN"})
    void takesSilenceAboutOperationsForNoPermission(@Nullable AclOperation operation, Permission permission) {
        TopicDescription description = new TopicDescription(
                "t", false, List.of(), operation == null ? null : Set.of(operation), Uuid.randomUuid());

        assertThat(TopicDescriptionReader.from(description, "cluster").rights().read())
                .isEqualTo(permission);
    }
}
