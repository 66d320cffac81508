package io.kaspar.catalog.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.OffsetBound.Earliest;
import io.kaspar.catalog.options.OffsetBound.Offsets;
import io.kaspar.catalog.options.OffsetBound.Timestamp;
import io.kaspar.catalog.options.OffsetBound.Timestamps;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.resolve.GivenFormat;
import io.kaspar.schema.resolve.SubjectStrategy;
import io.kaspar.schema.resolve.VersionSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogOptionsTest {
    private static final String SECRET = "tiger-tiger";

    private static CatalogOptions catalog(String... namesAndValues) {
        return CatalogOptions.ofCatalog(settings(namesAndValues));
    }

    private static Map<String, String> settings(String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", "localhost:9092");
        for (int index = 0; index < namesAndValues.length; index += 2) {
            settings.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return settings;
    }

    private static QueryOptions query(CatalogOptions options, String... namesAndValues) {
        Map<String, String> settings = new HashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            settings.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return options.topic("orders").forQuery(settings);
    }

    @Test
    void needsTheAddressesOfTheCluster() {
        assertThatThrownBy(() -> CatalogOptions.ofCatalog(Map.of()))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("set log.dirs");
    }

    private static CatalogOptions copies(String... namesAndValues) {
        Map<String, String> settings = settings(namesAndValues);
        settings.remove("kafka.bootstrap.servers");
        settings.put("log.dirs", "/backup/a; /backup/day=1;");
        return CatalogOptions.ofCatalog(settings);
    }

    @Test
    void takesDirectoriesInPlaceOfACluster() {
        CatalogOptions options = copies("isolation", "read_uncommitted");

        assertThat(options.cluster().isOffline()).isTrue();
        assertThat(options.copiedLogDirs()).containsExactly("/backup/a", "/backup/day=1");
        assertThat(query(options, "check-crcs", "false").read().logDirs()).isEmpty();
        assertThat(catalog().cluster().isOffline()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.security.protocol, SSL",
        "hosts, a=b",
        "read.locality, off",
        "network-timeout, 5s",
        "request-timeout, 5s",
        "topic.orders.log.dirs, /other",
        "topic.orders.read.locality, required",
    })
    void refusesWhatMakesNoSenseWithoutACluster(String name, String value) {
        assertThatThrownBy(() -> copies(name, value))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(name.replace("topic.orders.", ""))
                .hasMessageContaining("kafka.bootstrap.servers");
    }

    @Test
    void refusesPerQueryWhatMakesNoSenseWithoutACluster() {
        assertThatThrownBy(() -> query(copies(), "log.dirs", "/other")).hasMessageContaining("log.dirs");
        assertThatThrownBy(() -> query(copies(), "read.locality", "required")).hasMessageContaining("read.locality");
    }

    @Test
    void hasDefaultsForEverythingElse() {
        CatalogOptions options = catalog();

        assertThat(options.registry()).isEmpty();
        assertThat(options.showInternalTopics()).isFalse();
        assertThat(options.cluster().requestTimeoutMs()).isEqualTo(15_000);
        assertThat(options.topic("orders").metadataPrefix()).isEqualTo("_");
        ReadOptions read = query(options).read();
        assertThat(read.isolation()).isEqualTo(Isolation.READ_COMMITTED);
        assertThat(read.locality()).isEqualTo(ReadLocality.PREFERRED);
        assertThat(read.settings().malformedMode()).isEqualTo(MalformedMode.FAILFAST);
        assertThat(read.settings().checkCrcs()).isTrue();
        assertThat(query(options).bounds()).isEqualTo(BoundOptions.ALL);
    }

    @Test
    void passesKafkasSettingsOn() {
        assertThat(catalog("kafka.security.protocol", "SASL_SSL").cluster().kafkaProperties())
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void refusesSettingsThatKasparDecides() {
        assertThatThrownBy(() -> catalog("kafka.key.deserializer", "x"))
                .hasMessageContaining("kafka.key.deserializer")
                .hasMessageContaining("Kaspar decides");
    }

    @Test
    void listsNearNamesForAMisspeltOption() {
        assertThatThrownBy(() -> catalog("read.localty", "off"))
                .isInstanceOf(OptionException.class)
                .hasMessage("there is no option read.localty; did you mean read.locality?");
    }

    @Test
    void listsNearNamesForAMisspeltOptionOfATopic() {
        assertThatThrownBy(() -> catalog("topic.my.orders.value.formt", "binary"))
                .hasMessageContaining("topic.my.orders.value.formt")
                .hasMessageContaining("did you mean value.format?");
    }

    @ParameterizedTest
    @CsvSource({
        "read.locality, sometimes, preferred",
        "isolation, serializable, read_committed",
        "check-crcs, perhaps, true",
        "mode, LENIENT, FAILFAST",
        "max-rows-per-batch, 0, 1 to 1000000",
        "max-rows-per-batch, many, 1 to 1000000",
        "value.format, xml, binary",
        "key.format, xml, as value.format",
        "union-names, number, member",
        "max-recursion-depth, 0, 1 or more",
        "wide-decimals, round, string",
        "log.dirs, /data, brokerPath=localPath",
        "hosts, broker-1, brokerHost=executorHost",
        "hosts, a=b=c, brokerHost=executorHost",
        "metadata-prefix, a b, underscore",
        "request-timeout, soon, a duration",
        "request-timeout, 0, a duration",
        "metadata-ttl, -1s, a duration",
        "show-internal-topics, 1, true or false",
        "subject.name.strategy, Mine, RecordNameStrategy",
        "schema.registry.max-retries, -1, 0 or more",
        "topic.orders.value.format, xml, binary",
        "topic.orders.value.schema.version, newest, latest",
        "basic.auth.credentials.source, SASL, USER_INFO",
    })
    void namesOptionValueAndWhatItMayBe(String name, String value, String allowed) {
        String shown = name.startsWith("topic.orders.") ? name.substring("topic.orders.".length()) : name;

        assertThatThrownBy(() -> catalog(name, value))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(shown)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining(allowed);
    }

    @Test
    void setsOptionsForOneTopicWhoseNameHasDots() {
        CatalogOptions options = catalog(
                "value.format", "string",
                "topic.shop.orders.v1.value.format", "binary",
                "topic.shop.orders.v1.value.subject", "orders",
                "topic.shop.orders.v1.value.schema.version", "3");

        assertThat(options.topic("shop.orders.v1").resolve().value().given())
                .isEqualTo(new GivenFormat.Plain(RawFormat.BINARY));
        assertThat(options.topic("shop.orders.v1").resolve().value().subject()).isEqualTo("orders");
        assertThat(options.topic("shop.orders.v1").resolve().value().version())
                .isEqualTo(new VersionSelector.Pinned(3));
        assertThat(options.topic("other").resolve().value().given()).isEqualTo(new GivenFormat.Plain(RawFormat.STRING));
    }

    @Test
    void keepsTheCaseOfTopics() {
        CatalogOptions options = catalog("topic.Orders.value.format", "binary");

        assertThat(options.topic("Orders").resolve().value().given())
                .isEqualTo(new GivenFormat.Plain(RawFormat.BINARY));
        assertThat(options.topic("orders").resolve().value().given()).isNull();
    }

    @Test
    void takesConfluentsNamesOfStrategies() {
        CatalogOptions options =
                catalog("subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");

        assertThat(options.topic("orders").resolve().strategy()).isEqualTo(SubjectStrategy.TOPIC_RECORD_NAME);
    }

    @Test
    void honoursKafkasIsolationLevelUnlessItsOwnIsSet() {
        assertThat(query(catalog("kafka.isolation.level", "read_uncommitted"))
                        .read()
                        .isolation())
                .isEqualTo(Isolation.READ_UNCOMMITTED);
        assertThat(query(catalog("kafka.isolation.level", "read_uncommitted", "isolation", "read_committed"))
                        .read()
                        .isolation())
                .isEqualTo(Isolation.READ_COMMITTED);
    }

    @Test
    void readsMappingsOfLogDirectories() {
        assertThat(query(catalog("log.dirs", "/var/kafka=/mnt/a; /data=/mnt/b"))
                        .read()
                        .logDirs())
                .containsExactly(new LogDirMapping("/var/kafka", "/mnt/a"), new LogDirMapping("/data", "/mnt/b"));
    }

    @Test
    void readsWhichExecutorsRunOnWhichBrokersMachine() {
        assertThat(query(catalog("hosts", "broker-1=10.0.0.7; 2=pod-a;2=pod-b;"))
                        .read()
                        .hosts()
                        .mappings())
                .containsExactly(
                        new HostMapping("broker-1", "10.0.0.7"),
                        new HostMapping("2", "pod-a"),
                        new HostMapping("2", "pod-b"));
    }

    @Test
    void readsThatExecutorsAreToBeAsked() {
        HostOptions none = query(catalog("hosts", "1=pod-a")).read().hosts();
        HostOptions auto = query(catalog("hosts", "")).read().hosts();
        HostOptions both = query(catalog("hosts", "1=pod-a; Auto")).read().hosts();

        assertThat(none.isAuto()).isFalse();
        assertThat(auto.isAuto()).isFalse();
        assertThat(both).isEqualTo(new HostOptions(List.of(new HostMapping("1", "pod-a")), true));
        assertThat(both.isMapped(1, "broker-1")).isTrue();
        assertThat(both.isMapped(2, "broker-2")).isFalse();
    }

    @Test
    void letsAQueryOverrideHowItReads() {
        QueryOptions options = query(catalog("isolation", "read_committed"), "Isolation", "READ_UNCOMMITTED");

        assertThat(options.read().isolation()).isEqualTo(Isolation.READ_UNCOMMITTED);
    }

    @Test
    void refusesPerQueryWhatDecidesATablesColumns() {
        assertThatThrownBy(() -> query(catalog(), "value.format", "binary"))
                .hasMessageContaining("value.format cannot be set here")
                .hasMessageContaining("spark.sql.catalog.<catalog>.topic.<topic>.value.format");
    }

    @ParameterizedTest
    @CsvSource({"kafkaConsumer.pollTimeoutMs", "groupIdPrefix", "includeHeaders"})
    void neverIgnoresAnOptionOfSparksConnector(String name) {
        assertThatThrownBy(() -> query(catalog(), name, "1"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("not ");
    }

    @Test
    void cutsPartitionsAsToldUnderTheNamesOfSparksConnector() {
        assertThat(query(catalog(), "minPartitions", "7", "maxRecordsPerPartition", "1000", "split-size", "16m")
                        .read()
                        .splits())
                .isEqualTo(new SplitOptions(16 << 20, 7, 1000));
        assertThat(query(catalog(), "split-size", "partition").read().splits().leavesPartitionsWhole())
                .isTrue();
        assertThat(query(catalog()).read().splits().leavesPartitionsWhole()).isFalse();
        assertThatThrownBy(() -> query(catalog(), "minPartitions", "0")).hasMessageContaining("minPartitions");
        assertThatThrownBy(() -> query(catalog(), "split-size", "some")).hasMessageContaining("split-size");
    }

    @Test
    void readsOffsetsAsSparksConnectorWritesThem() {
        BoundOptions bounds = query(
                        catalog(),
                        "startingOffsets",
                        "{\"orders\":{\"0\":23,\"1\":-2}}",
                        "endingOffsets",
                        "{\"orders\":{\"0\":50,\"1\":-1}}")
                .bounds();

        assertThat(bounds.start()).isEqualTo(new Offsets(Map.of(0, 23L, 1, -2L)));
        assertThat(bounds.end()).isEqualTo(new Offsets(Map.of(0, 50L, 1, -1L)));
    }

    @Test
    void prefersTimestampsToOffsets() {
        BoundOptions bounds = query(
                        catalog(),
                        "startingOffsets",
                        "latest",
                        "startingTimestamp",
                        "1000",
                        "endingOffsetsByTimestamp",
                        "{\"orders\":{\"0\":2000}}")
                .bounds();

        assertThat(bounds.start()).isEqualTo(new Timestamp(1000));
        assertThat(bounds.end()).isEqualTo(new Timestamps(Map.of(0, 2000L)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "startingOffsets | soon",
                "startingOffsets | {\"orders\":{\"0\":\"x\"}}",
                "startingOffsets | {\"orders\":{\"zero\":1}}",
                "startingOffsets | {\"orders\":{\"0\":-3}}",
                "startingOffsets | {\"payments\":{\"0\":1}}",
                "endingOffsets | earliest",
                "startingTimestamp | yesterday",
                "endingTimestamp | -5",
                "failOnDataLoss | maybe",
                "startingOffsetsByTimestampStrategy | guess",
            })
    void refusesBoundsThatAreNone(String name, String value) {
        assertThatThrownBy(() -> query(catalog(), name, value))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining(name);
    }

    @Test
    void readsTheRegistrysOptions() {
        RegistryOptions registry = catalog(
                        "schema.registry.url", "https://a:8081, https://b:8081",
                        "basic.auth.credentials.source", "USER_INFO",
                        "basic.auth.user.info", "scott:" + SECRET,
                        "schema.registry.ssl.truststore.location", "/t.jks",
                        "request.header.X-Team", "blue",
                        "schema.registry.request-timeout", "3s")
                .registry()
                .orElseThrow();

        assertThat(registry.urls()).containsExactly("https://a:8081", "https://b:8081");
        assertThat(registry.userInfo()).isEqualTo("scott:" + SECRET);
        assertThat(registry.tls()).containsEntry("ssl.truststore.location", "/t.jks");
        assertThat(registry.headers()).containsEntry("X-Team", "blue");
        assertThat(registry.requestTimeoutMs()).isEqualTo(3_000);
    }

    @Test
    void takesThePasswordOutOfTheRegistrysAddress() {
        RegistryOptions registry = catalog(
                        "schema.registry.url",
                        "https://scott:" + SECRET + "@a:8081",
                        "basic.auth.credentials.source",
                        "URL")
                .registry()
                .orElseThrow();

        assertThat(registry.urls()).containsExactly("https://a:8081");
        assertThat(registry.userInfo()).isEqualTo("scott:" + SECRET);
        assertThat(registry.toString()).doesNotContain(SECRET);
    }

    @Test
    void showsNoSecretInTexts() {
        CatalogOptions options = catalog(
                "kafka.sasl.jaas.config", "org.example.Login required username=\"scott\" password=\"" + SECRET + "\";",
                "kafka.ssl.key.password", SECRET,
                "schema.registry.url", "http://a",
                "request.header.X-Key", SECRET,
                "bearer.auth.token", SECRET);

        assertThat(options + " " + options.cluster() + " " + options.registry() + options.topic("orders"))
                .doesNotContain(SECRET);
        assertThat(options.cluster().secrets().mask("login with " + SECRET + " by scott failed"))
                .isEqualTo("login with (hidden) by scott failed");
    }

    @Test
    void showsNoPasswordOfABadRegistryAddress() {
        assertThatThrownBy(() -> catalog("schema.registry.url", "htp://scott:" + SECRET + "@a"))
                .hasMessageContaining("schema.registry.url")
                .message()
                .doesNotContain(SECRET);
    }

    @Test
    void takesEveryOptionForASource() {
        CatalogOptions options = CatalogOptions.ofSource(
                settings("topic", "orders", "value.format", "binary", "isolation", "read_uncommitted"));

        assertThat(options.subscription()).isEqualTo(new Subscription.Named(List.of("orders")));
        assertThat(options.topic("orders").resolve().value().given())
                .isEqualTo(new GivenFormat.Plain(RawFormat.BINARY));
        assertThat(query(options).read().isolation()).isEqualTo(Isolation.READ_UNCOMMITTED);
    }

    @Test
    void doesNotMindThatSparkRepeatsASourcesOptionsWithTheQuery() {
        Map<String, String> settings = settings("path", "orders", "value.format", "binary");
        CatalogOptions options = CatalogOptions.ofSource(settings);

        assertThat(options.topic("orders").forQuery(settings).bounds().start()).isEqualTo(new Earliest());
    }

    @Test
    void saysHowToNameASourcesTopic() {
        assertThatThrownBy(() -> CatalogOptions.ofSource(settings()))
                .hasMessageContaining("no topic is named")
                .hasMessageContaining("USING kaspar");
    }
}
