package io.kaspar.waysin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each cell of the table in docs/deployment.md: where the jar of a Thrift server may lie. The servers have Kaspar's catalog as their
 * default; a session that asks for another default is as on a server without that setting.
 */
@ExtendWith(ShopServers.Extension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ThriftJarPlacesIT {
    private static final Distribution SPARK = Distribution.SPARK_4_2;
    private static final String WITHOUT_THE_DEFAULT = "?spark.sql.defaultCatalog=spark_catalog";
    private static final String COUNT = "SELECT count(*) FROM kaspar.orders";

    private final ThriftServer inJars;
    private final ThriftServer onClassPath;
    private final ThriftServer byJarsAlone;

    /** All three start at the same time. */
    ThriftJarPlacesIT(ShopServers servers) throws Exception {
        SPARK.assumeHere();
        Map<String, String> settings = new HashMap<>(SPARK.catalog(servers));
        settings.put("spark.sql.defaultCatalog", "kaspar");
        settings.put("spark.hadoop.javax.jdo.option.ConnectionURL", "jdbc:derby:memory:metastore;create=true");
        inJars = ThriftServer.launch(SPARK, GivenJar.byJarsFolder(settings, SPARK.home()));
        onClassPath = ThriftServer.launch(SPARK, GivenJar.byClassPath(settings));
        byJarsAlone = ThriftServer.launch(SPARK, GivenJar.byJars(settings));
        for (ThriftServer server : List.of(inJars, onClassPath, byJarsAlone)) {
            server.await();
        }
    }

    @AfterAll
    void stop() {
        for (ThriftServer server : List.of(inJars, onClassPath, byJarsAlone)) {
            server.close();
        }
    }

    @Test
    void everythingWorksWithTheJarInSparksFolder() throws Exception {
        assertEverythingWorks(inJars);
    }

    @Test
    void everythingWorksWithTheJarOnTheClassPathOfTheServer() throws Exception {
        assertEverythingWorks(onClassPath);
    }

    @Test
    void aServerWithJarsAloneOpensNoSessionInTheCatalog() throws Exception {
        for (String rest : List.of("", "kaspar", "kaspar.all_topics")) {
            assertThatThrownBy(() -> byJarsAlone.connect(rest))
                    .as(rest)
                    .hasMessageContaining("Can't overwrite cause with java.lang.ClassNotFoundException:"
                            + " io.kaspar.catalog.KasparCatalog");
        }
        assertThatThrownBy(() -> JdbcDriver.kyuubi().connect(byJarsAlone.url("kaspar")))
                .hasStackTraceContaining("Cannot find catalog plugin class for catalog 'kaspar'");
        try (Connection session = byJarsAlone.connect(WITHOUT_THE_DEFAULT)) {
            assertThat(Rows.of(session, COUNT)).containsExactly(Long.toString(ShopServers.ORDERS));
            Rows.run(session, "USE kaspar");
            assertThat(Rows.of(session, "CALL kaspar.system.check_locality()")).hasSize(1);
        }
    }

    private static void assertEverythingWorks(ThriftServer server) throws Exception {
        try (Connection session = server.connect(WITHOUT_THE_DEFAULT)) {
            assertThat(Rows.of(session, COUNT)).containsExactly(Long.toString(ShopServers.ORDERS));
            Rows.run(session, "USE kaspar");
            assertThat(Rows.of(session, "CALL kaspar.system.check_locality()")).hasSize(1);
        }
        for (String rest : List.of("", "kaspar", "kaspar.all_topics")) {
            try (Connection session = server.connect(rest)) {
                assertThat(Rows.of(session, "SELECT current_catalog()"))
                        .as(rest)
                        .containsExactly("kaspar");
                assertThat(Rows.of(session, "SELECT count(*) FROM orders"))
                        .as(rest)
                        .containsExactly(Long.toString(ShopServers.ORDERS));
            }
        }
    }
}
