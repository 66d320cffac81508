package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSchema.Raw;
import io.kaspar.schema.resolve.PayloadSchema.Registered;
import io.kaspar.schema.resolve.PayloadSchema.Unavailable;
import io.kaspar.schema.resolve.PayloadSchema.Undeclared;
import io.kaspar.schema.resolve.PayloadSchema.Undecoded;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TopicSchemasTest {
    private static final PayloadFormats FORMATS = new PayloadFormats(List.of(new NumberFormat(SchemaKind.AVRO)));

    private FakeRegistry server;
    private SchemaRegistry registry;
    private TopicSchemas schemas;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        registry = SchemaRegistries.open(TestOptions.of(server));
        schemas = new TopicSchemas(registry, FORMATS);
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void findsTheSubjectsOfATopic() throws Exception {
        server.register("orders-key", "1");
        server.register("orders-value", "2");
        int latestId = server.register("orders-value", "3");

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Registered.class, key -> assertThat(key.subject()).isEqualTo("orders-key"));
        assertThat(topicSchema.value()).isInstanceOfSatisfying(Registered.class, value -> {
            assertThat(value.subject()).isEqualTo("orders-value");
            assertThat(value.version()).isEqualTo(2);
            assertThat(value.schemaId()).isEqualTo(latestId);
            assertThat(value.readerSchema().text()).isEqualTo("3");
            assertThat(value.dataType()).isEqualTo(DataTypes.IntegerType);
            assertThat(value.options()).isEqualTo(PayloadOptions.DEFAULT);
        });
    }

    @Test
    void aTopicWithoutSubjectsIsText() throws Exception {
        assertThat(schemas.resolve("logs", ResolveOptions.DEFAULT))
                .isEqualTo(new TopicSchema(new Undeclared("logs-key"), new Undeclared("logs-value")));
    }

    @Test
    void withoutRegistryEverythingIsText() throws Exception {
        TopicSchemas none = new TopicSchemas(null, FORMATS);

        assertThat(none.resolve("orders", ResolveOptions.DEFAULT))
                .isEqualTo(new TopicSchema(new Raw(RawFormat.STRING), new Raw(RawFormat.STRING)));
    }

    @Test
    void aConfiguredFormatNeedsNoRegistry() throws Exception {
        server.register("orders-value", "1");
        ResolveOptions options = options(SideOptions.raw(RawFormat.LONG), SideOptions.raw(RawFormat.BINARY));

        assertThat(schemas.resolve("orders", options))
                .isEqualTo(new TopicSchema(new Raw(RawFormat.LONG), new Raw(RawFormat.BINARY)));
        assertThat(server.requestCount()).isZero();
    }

    @Test
    void takesThePinnedVersion() throws Exception {
        server.register("orders-value", "1");
        server.register("orders-value", "2");

        TopicSchema topicSchema = schemas.resolve("orders", options(SideOptions.DEFAULT, pinned(null, 1)));

        assertThat(topicSchema.value())
                .isInstanceOfSatisfying(
                        Registered.class, value -> assertThat(value.version()).isEqualTo(1));
    }

    @Test
    void takesTheConfiguredSubject() throws Exception {
        server.register("shared", "1");

        TopicSchema topicSchema =
                schemas.resolve("orders", options(SideOptions.ofSubject("shared"), SideOptions.ofSubject("shared")));

        assertThat(topicSchema.key()).isEqualTo(topicSchema.value()).isInstanceOf(Registered.class);
    }

    @Test
    void aConfiguredSubjectMustExist() {
        assertThatThrownBy(() -> schemas.resolve("orders", options(SideOptions.DEFAULT, SideOptions.ofSubject("gone"))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no subject gone")
                .hasMessageContaining(server.url())
                .hasMessageContaining("topic orders")
                .hasMessageContaining("value.subject");
    }

    @Test
    void aConfiguredSubjectOfKeysThatIsMissingLeavesTheValuesReadable() throws Exception {
        server.register("orders-value", "1");
        ResolveOptions options = options(SideOptions.ofSubject("gone"), SideOptions.DEFAULT);

        TopicSchema topicSchema = schemas.resolve("orders", options);

        assertThat(topicSchema.value()).isInstanceOf(Registered.class);
        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.problem()).contains("no subject gone", "key.subject"));
        assertThat(new TopicSchemas(null, FORMATS).resolve("orders", options).key())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.problem()).contains("schema.registry.url"));
    }

    @Test
    void aPinnedVersionMustExist() {
        server.register("orders-value", "1");

        assertThatThrownBy(() -> schemas.resolve("orders", options(SideOptions.DEFAULT, pinned(null, 7))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("subject orders-value (version 7)");
    }

    @Test
    void aConfiguredSubjectNeedsARegistry() {
        TopicSchemas none = new TopicSchemas(null, FORMATS);

        assertThatThrownBy(() -> none.resolve("orders", options(SideOptions.DEFAULT, SideOptions.ofSubject("s"))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void findsSubjectsByTheNameOfTheRecord() throws Exception {
        server.register("shop.Order", "1");
        server.register("orders-shop.Key", "2");
        SideOptions value = new SideOptions(null, null, "shop.Order", VersionSelector.LATEST);
        SideOptions key = new SideOptions(null, null, "shop.Key", VersionSelector.LATEST);
        SideOptions raw = SideOptions.raw(RawFormat.STRING);

        PayloadSchema byRecord = schemas.resolve("orders", options(raw, value, SubjectStrategy.RECORD_NAME))
                .value();
        PayloadSchema byTopicAndRecord = schemas.resolve("orders", options(key, raw, SubjectStrategy.TOPIC_RECORD_NAME))
                .key();

        assertThat(byRecord)
                .isInstanceOfSatisfying(
                        Registered.class, it -> assertThat(it.subject()).isEqualTo("shop.Order"));
        assertThat(byTopicAndRecord)
                .isInstanceOfSatisfying(
                        Registered.class, it -> assertThat(it.subject()).isEqualTo("orders-shop.Key"));
    }

    @Test
    void aStrategyThatNeedsTheRecordsNameAsksForItWhereTheSideIsRead() throws Exception {
        assertThat(schemas.resolve(
                                "orders",
                                options(
                                        SideOptions.raw(RawFormat.STRING),
                                        SideOptions.DEFAULT,
                                        SubjectStrategy.RECORD_NAME))
                        .value())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.problem()).contains("value.record.name"));
    }

    @Test
    void aValueOfAKindThatCannotBeReadYetSaysHowToReadTheBytes() throws Exception {
        server.register("orders-value", "PROTOBUF", "syntax = \"proto3\";", List.of());

        assertThat(schemas.resolve("orders", ResolveOptions.DEFAULT).value())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.problem()).contains("PROTOBUF", "topic orders", "value.format=binary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROTOBUF", "JSON"})
    void aKeyOfAKindThatCannotBeReadYetIsBytesBesideTheValues(String kind) throws Exception {
        server.register("orders-key", kind, "{}", List.of());
        server.register("orders-value", "1");

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Undecoded.class, it -> assertThat(it.note()).contains(kind, "orders-key"));
        assertThat(topicSchema.value()).isInstanceOf(Registered.class);
    }

    @Test
    void aSchemaThatCannotBeReadIsNamed() throws Exception {
        server.register("orders-key", "broken");
        server.register("orders-value", "broken");

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        assertThat(topicSchema.value())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.problem()).contains("subject orders-value, version 1, id 1", "no number"));
        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Undecoded.class, it -> assertThat(it.note()).contains("no number"));
    }

    @ParameterizedTest
    @EnumSource(PayloadSide.class)
    void aForbiddenSideLeavesTheOtherOneReadable(PayloadSide side) throws Exception {
        server.register("orders-key", "1");
        server.register("orders-value", "1");
        server.plant(
                "/subjects/orders-" + side.word() + "/versions/latest",
                403,
                "{\"error_code\":40301,\"message\":\"no\"}");

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        PayloadSchema forbidden = side == PayloadSide.KEY ? topicSchema.key() : topicSchema.value();
        PayloadSchema other = side == PayloadSide.KEY ? topicSchema.value() : topicSchema.key();
        assertThat(other).isInstanceOf(Registered.class);
        assertThat(forbidden)
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.problem())
                                .contains("HTTP 403", "orders-" + side.word(), side.formatOption()));
    }

    @Test
    void aRegistryThatFailsIsNotMistakenForOneWithoutSubject() {
        server.failNext(Integer.MAX_VALUE, 500);

        assertThatThrownBy(() -> schemas.resolve("orders", ResolveOptions.DEFAULT))
                .isInstanceOf(SchemaRegistryException.class);
    }

    @Test
    void readsAPinnedVersionOfADeletedSubject() throws Exception {
        server.register("orders-value", "1");
        server.delete("orders-value");

        TopicSchema topicSchema = schemas.resolve("orders", options(SideOptions.DEFAULT, pinned(null, 1)));

        assertThat(topicSchema.value()).isInstanceOf(Registered.class);
    }

    @Test
    void theOtherVersionsOfASubjectTravelWithIt() throws Exception {
        int first = server.register("orders-value", "1");
        int second = server.register("orders-value", "2");
        server.register("orders-value", "3");
        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        PayloadSchema known = schemas.withOtherVersions(topicSchema.value());

        assertThat(known)
                .isInstanceOfSatisfying(
                        Registered.class,
                        it -> assertThat(it.others().byId())
                                .containsExactlyInAnyOrderEntriesOf(
                                        Map.of(first, SchemaText.avro("1"), second, SchemaText.avro("2"))));
    }

    @Test
    void aRegistryThatFailsOnlyMeansThatTasksAskThemselves() throws Exception {
        server.register("orders-value", "1");
        server.register("orders-value", "2");
        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);
        server.failNext(Integer.MAX_VALUE, 500);

        assertThat(schemas.withOtherVersions(topicSchema.value())).isEqualTo(topicSchema.value());
    }

    @Test
    void aForgottenTopicIsAskedForAnew() throws Exception {
        server.register("orders-key", "1");
        assertThat(schemas.resolve("orders", ResolveOptions.DEFAULT).value()).isInstanceOf(Undeclared.class);
        server.register("orders-value", "1");
        server.register("orders-key", "2");

        schemas.forget("orders", ResolveOptions.DEFAULT);

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);
        assertThat(topicSchema.value()).isInstanceOf(Registered.class);
        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Registered.class, it -> assertThat(it.version()).isEqualTo(2));
    }

    @Test
    void aSideIsResolvedWhenItIsAskedForAndOnce() {
        AtomicInteger keys = new AtomicInteger();
        TopicSchema topicSchema = TopicSchema.of(
                () -> {
                    keys.incrementAndGet();
                    return new Raw(RawFormat.LONG);
                },
                () -> new Raw(RawFormat.STRING));

        assertThat(topicSchema.value()).isEqualTo(new Raw(RawFormat.STRING));
        assertThat(topicSchema).hasToString("TopicSchema[key=not asked for, value=Raw[format=STRING, charset=UTF-8]]");
        assertThat(keys).hasValue(0);
        assertThat(topicSchema.key()).isEqualTo(topicSchema.key());
        assertThat(keys).hasValue(1);
        assertThat(topicSchema).isEqualTo(new TopicSchema(new Raw(RawFormat.LONG), new Raw(RawFormat.STRING)));
    }

    @Test
    void twoFormatsOfAKindAreAMistake() {
        assertThatThrownBy(() -> new PayloadFormats(
                        List.of(new NumberFormat(SchemaKind.JSON), new NumberFormat(SchemaKind.JSON))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsVersionSelectors() {
        assertThat(VersionSelector.parse("latest")).isEqualTo(VersionSelector.LATEST);
        assertThat(VersionSelector.parse("Merged")).isEqualTo(VersionSelector.MERGED);
        assertThat(VersionSelector.parse("3")).isEqualTo(new VersionSelector.Pinned(3));
        assertThatThrownBy(() -> VersionSelector.parse("newest")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> VersionSelector.parse("0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void mergedIsAllVersionsTogether() throws Exception {
        server.register("orders-value", "1");
        server.register("orders-value", "2");

        assertThat(schemas.resolve("orders", options(SideOptions.DEFAULT, merged()))
                        .value())
                .isInstanceOfSatisfying(Registered.class, it -> {
                    assertThat(it.version()).isEqualTo(2);
                    assertThat(it.readerSchema().versions())
                            .containsExactly(
                                    new SchemaText.Version(2, SchemaText.avro("2")),
                                    new SchemaText.Version(1, SchemaText.avro("1")));
                    assertThat(it.readerSchema().registered()).isEqualTo(SchemaText.avro("2"));
                });
    }

    @Test
    void mergedNeedsASubject() {
        assertThatThrownBy(() -> schemas.resolve("orders", options(SideOptions.DEFAULT, merged())))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no subject orders-value");
    }

    @Test
    void versionsOfSeveralKindsDoNotMerge() throws Exception {
        server.register("orders-value", "PROTOBUF", "p", List.of());
        server.register("orders-value", "2");

        assertThat(schemas.resolve("orders", options(SideOptions.DEFAULT, merged()))
                        .value())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.problem())
                                .contains("version 2 is a AVRO schema, version 1 a PROTOBUF schema"));
    }

    @Test
    void tooManyVersionsDoNotMerge() throws Exception {
        for (int i = 0; i <= SubjectVersions.MAX_VERSIONS; i++) {
            server.register("orders-value", Integer.toString(i));
        }

        assertThat(schemas.resolve("orders", options(SideOptions.DEFAULT, merged()))
                        .value())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        it -> assertThat(it.problem()).contains("201 versions, and 200 are the most that are merged"));
    }

    @Test
    void severalRecordTypesDoNotMerge() throws Exception {
        SideOptions value = merged();
        ResolveOptions options = options(SideOptions.DEFAULT, value, SubjectStrategy.TOPIC_RECORD_NAME);

        assertThat(schemas.resolve("orders", options).value())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.problem()).contains("is for values of one record type"));
    }

    private static SideOptions merged() {
        return new SideOptions(null, null, null, VersionSelector.MERGED);
    }

    private static SideOptions pinned(@Nullable String subject, int version) {
        return new SideOptions(null, subject, null, new VersionSelector.Pinned(version));
    }

    private static ResolveOptions options(SideOptions key, SideOptions value) {
        return options(key, value, SubjectStrategy.TOPIC_NAME);
    }

    private static ResolveOptions options(SideOptions key, SideOptions value, SubjectStrategy strategy) {
        return new ResolveOptions(key, value, strategy, PayloadOptions.DEFAULT);
    }

    @Test
    void aRegistryThatFailsAtTheKeyLeavesTheValuesReadable() throws Exception {
        server.register("orders-value", "1");
        server.plant("/subjects/orders-key/versions/latest", 500, "");

        TopicSchema topicSchema = schemas.resolve("orders", ResolveOptions.DEFAULT);

        assertThat(topicSchema.value()).isInstanceOf(Registered.class);
        assertThat(topicSchema.key())
                .isInstanceOfSatisfying(
                        Unavailable.class, it -> assertThat(it.problem()).contains("HTTP 500", "key.format"));
    }
}
