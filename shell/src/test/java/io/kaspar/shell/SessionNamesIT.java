package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kaspar.shell.complete.KnownNames;
import io.kaspar.shell.complete.NamedColumn;
import io.kaspar.shell.complete.SessionNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SampleSessions.class)
class SessionNamesIT {
    @Test
    void knowsTheTopicsAndTheirColumns(SampleSession samples) throws Exception {
        KnownNames names = new SessionNames(samples.spark());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", samples.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("an-odd.name", 1, (short) 1)))
                    .all()
                    .get();

            assertThat(names.catalogs()).contains("kaspar");
            assertThat(eventually(() -> names.tables(List.of("kaspar")))).contains("orders", "an-odd.name");
            assertThat(eventually(() -> names.columns(List.of("kaspar", "an-odd.name"))))
                    .extracting(NamedColumn::name)
                    .contains("value", "_offset");
            assertThat(eventually(() -> names.columns(List.of("kaspar", "orders"))))
                    .contains(hidden("_partition"), hidden("_offset"))
                    .extracting(NamedColumn::name)
                    .contains("order_id", "quantity", "_key");
            admin.deleteTopics(List.of("an-odd.name")).all().get();
        }
    }

    @Test
    void followsUse(SampleSession samples) {
        KnownNames names = new SessionNames(samples.spark());
        assertThat(names.tables(List.of())).doesNotContain("orders");
        samples.spark().sql("USE kaspar");
        try {
            assertThat(eventually(() -> names.tables(List.of()))).contains("orders");
            assertThat(eventually(() -> names.columns(List.of("orders")))).isNotEmpty();
        } finally {
            samples.spark().sql("USE spark_catalog");
        }
    }

    @Test
    void hasNoAnswerFromAClusterThatSaysNothing(SampleSession samples) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            SparkSession other = samples.spark().newSession();
            other.conf().set("spark.sql.catalog.silent", "io.kaspar.catalog.KasparCatalog");
            other.conf().set("spark.sql.catalog.silent.kafka.bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
            KnownNames names = new SessionNames(other);

            assertThat(names.catalogs()).contains("silent");
            assertThat(names.tables(List.of("silent"))).isEmpty();
            assertThat(names.columns(List.of("silent", "orders"))).isEmpty();
        }
    }

    private static NamedColumn hidden(String name) {
        return new NamedColumn(name, name.equals("_offset") ? DataTypes.LongType : DataTypes.IntegerType, true);
    }

    /** A busy machine may take longer than a person at the prompt would wait. */
    private static <T> List<T> eventually(Supplier<List<T>> asking) {
        return await().atMost(Duration.ofMinutes(1)).until(asking::get, found -> !found.isEmpty());
    }
}
