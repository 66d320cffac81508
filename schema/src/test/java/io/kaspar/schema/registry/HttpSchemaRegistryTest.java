package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.testing.registry.FakeReference;
import io.kaspar.testing.registry.FakeRegistry;
import io.kaspar.testing.registry.FakeRequest;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HttpSchemaRegistryTest {
    private static final String INT = "\"int\"";
    private static final String LONG = "\"long\"";
    private static final String LATEST = "/subjects/orders-value/versions/latest";

    private final ManualClock clock = new ManualClock();
    private FakeRegistry server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        registry = TestRegistries.open(TestRegistries.options(server.url()), clock);
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void listsSubjectsAndVersions() throws SchemaRegistryException {
        server.register("orders-value", INT);
        server.register("orders-value", LONG);
        server.register("users-key", INT);

        assertThat(registry.subjects()).containsExactlyInAnyOrder("orders-value", "users-key");
        assertThat(registry.versions("orders-value")).containsExactly(1, 2);
        assertThat(registry.versions("nobody")).isEmpty();
    }

    @Test
    void asksForTheSubjectsOfOneTopicAlone() throws SchemaRegistryException {
        server.register("a+ b-x.A", INT);
        server.register("a+ b-x.B", LONG);
        server.register("other-value", INT);

        assertThat(registry.subjectsStartingWith("a+ b-")).containsExactlyInAnyOrder("a+ b-x.A", "a+ b-x.B");
        assertThat(registry.subjectsStartingWith("a+ b-")).hasSize(2);
        assertThat(registry.subjectsStartingWith("none-")).isEmpty();
        assertThat(server.requests())
                .extracting(FakeRequest::query)
                .containsExactly("subjectPrefix=a%2B%20b-", "subjectPrefix=none-");
        clock.advance(TestRegistries.LATEST_TTL_MS);
        server.register("none-x.C", INT);
        assertThat(registry.subjectsStartingWith("none-")).containsExactly("none-x.C");
    }

    @Test
    void asksForAllSubjectsWherePrefixesAreNotKnown() throws SchemaRegistryException {
        server.ignorePrefixes();
        server.register("a-x.A", INT);
        server.register("b-x.B", INT);

        assertThat(registry.subjectsStartingWith("a-")).containsExactly("a-x.A");
        assertThat(registry.subjectsStartingWith("b-")).containsExactly("b-x.B");
        assertThat(registry.subjectsStartingWith("c-")).isEmpty();
        assertThat(server.requests()).extracting(FakeRequest::query).containsExactly("subjectPrefix=a-", "");
    }

    @Test
    void asksForAllSubjectsOnceManyTopicsAreAskedFor() throws SchemaRegistryException {
        for (int i = 0; i < 2 * SubjectPrefixes.MOST; i++) {
            server.register("t" + i + "-x.A", INT);
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 2 * SubjectPrefixes.MOST; i++) {
                assertThat(registry.subjectsStartingWith("t" + i + "-")).containsExactly("t" + i + "-x.A");
            }
        }
        assertThat(server.requestCount("/subjects")).isEqualTo(SubjectPrefixes.MOST + 1);
    }

    @Test
    void asksForAllSubjectsWhereAPrefixIsRefused() throws SchemaRegistryException {
        server.register("a-x.A", INT);
        server.refusePrefixes();

        assertThat(registry.subjectsStartingWith("a-")).containsExactly("a-x.A");
    }

    @Test
    void findsVersionsOfASubject() throws SchemaRegistryException {
        int first = server.register("orders-value", INT);
        int second = server.register("orders-value", LONG);

        assertThat(registry.version("orders-value", 1))
                .contains(new RegisteredSchema("orders-value", 1, first, SchemaText.avro(INT)));
        assertThat(registry.latest("orders-value"))
                .contains(new RegisteredSchema("orders-value", 2, second, SchemaText.avro(LONG)));
        assertThat(registry.version("orders-value", 3)).isEmpty();
        assertThat(registry.latest("nobody")).isEmpty();
    }

    @Test
    void knowsTheKindsOfSchema() throws SchemaRegistryException {
        int proto = server.register("p", "PROTOBUF", "syntax = \"proto3\";", List.of());
        int json = server.register("j", "JSON", "{}", List.of());

        assertThat(registry.byId(proto).kind()).isEqualTo(SchemaKind.PROTOBUF);
        assertThat(registry.byId(json).kind()).isEqualTo(SchemaKind.JSON);
    }

    @Test
    void saysWhenAKindIsNotKnown() {
        int xml = server.register("x", "XML", "<x/>", List.of());

        assertThatThrownBy(() -> registry.byId(xml))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("of type XML");
    }

    @Test
    void findsSchemasOfDeletedSubjectsByTheirId() throws SchemaRegistryException {
        int schemaId = server.register("orders-value", INT);
        server.delete("orders-value");

        assertThat(registry.byId(schemaId)).isEqualTo(SchemaText.avro(INT));
        assertThat(registry.latest("orders-value")).isEmpty();
    }

    @Test
    void findsSchemasByGuid() throws SchemaRegistryException {
        UUID guid = UUID.fromString(server.guid(server.register("orders-value", INT)));

        assertThat(registry.byGuid(guid)).isEqualTo(SchemaText.avro(INT));
        registry.byGuid(guid);
        assertThat(server.requestCount("/schemas/guids/" + guid)).isEqualTo(1);
    }

    @Test
    void anUnknownIdIsAnErrorThatNamesItAndTheRegistry() {
        assertThatThrownBy(() -> registry.byId(99))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isUnknown()).isTrue())
                .hasMessageContaining("id 99")
                .hasMessageContaining(server.url());
    }

    @Test
    void anUnknownGuidIsAnErrorThatNamesIt() {
        UUID guid = new UUID(1, 2);

        assertThatThrownBy(() -> registry.byGuid(guid))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isUnknown()).isTrue())
                .hasMessageContaining(guid.toString());
    }

    @Test
    void aRegistryWithoutGuidsDoesNotKnowThem() {
        UUID guid = new UUID(1, 2);
        server.plant("/schemas/guids/" + guid, 404, "{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}");

        assertThatThrownBy(() -> registry.byGuid(guid))
                .isInstanceOfSatisfying(
                        SchemaRegistryException.class,
                        e -> assertThat(e.isUnknown()).isTrue())
                .hasMessageContaining("GUID");
    }

    @Test
    void asksForAnIdOnce() throws SchemaRegistryException {
        int schemaId = server.register("orders-value", INT);

        registry.byId(schemaId);
        clock.advance(Long.MAX_VALUE / 4);
        registry.byId(schemaId);

        assertThat(server.requestCount("/schemas/ids/" + schemaId)).isEqualTo(1);
    }

    @Test
    void asksForAVersionOnce() throws SchemaRegistryException {
        server.register("orders-value", INT);

        registry.version("orders-value", 1);
        clock.advance(TestRegistries.LATEST_TTL_MS * 10);
        registry.version("orders-value", 1);

        assertThat(server.requestCount("/subjects/orders-value/versions/1")).isEqualTo(1);
    }

    @Test
    void findsAVersionThatCameLater() throws SchemaRegistryException {
        assertThat(registry.version("orders-value", 1)).isEmpty();
        server.register("orders-value", INT);

        clock.advance(TestRegistries.LATEST_TTL_MS);

        assertThat(registry.version("orders-value", 1)).isPresent();
    }

    @Test
    void latestIsAskedForAgainAfterItsTime() throws SchemaRegistryException {
        server.register("orders-value", INT);
        registry.latest("orders-value");
        server.register("orders-value", LONG);

        clock.advance(TestRegistries.LATEST_TTL_MS - 1);
        assertThat(registry.latest("orders-value").orElseThrow().version()).isEqualTo(1);
        assertThat(server.requestCount(LATEST)).isEqualTo(1);

        clock.advance(1);
        assertThat(registry.latest("orders-value").orElseThrow().version()).isEqualTo(2);
        assertThat(server.requestCount(LATEST)).isEqualTo(2);
    }

    @Test
    void forgetsSoonThatThereIsNoSuchSubject() throws SchemaRegistryException {
        assertThat(registry.latest("orders-value")).isEmpty();
        server.register("orders-value", INT);
        assertThat(registry.latest("orders-value")).isEmpty();

        clock.advance(Math.min(5_000, TestRegistries.LATEST_TTL_MS));

        assertThat(registry.latest("orders-value")).isPresent();
    }

    @Test
    void forgetsASubjectWhenToldTo() throws SchemaRegistryException {
        server.register("orders-value", INT);
        registry.latest("orders-value");
        registry.latest("others-value");
        registry.version("orders-value", 2);
        server.register("orders-value", LONG);

        registry.forget("orders-value");

        assertThat(registry.latest("orders-value").orElseThrow().version()).isEqualTo(2);
        assertThat(registry.version("orders-value", 2)).isPresent();
        registry.latest("others-value");
        assertThat(server.requestCount("/subjects/others-value/versions/latest"))
                .isEqualTo(1);
    }

    @Test
    void theListsAreAskedForAgainAfterTheirTime() throws SchemaRegistryException {
        registry.subjects();
        registry.versions("orders-value");
        server.register("orders-value", INT);

        assertThat(registry.subjects()).isEmpty();
        clock.advance(TestRegistries.LATEST_TTL_MS);

        assertThat(registry.subjects()).containsExactly("orders-value");
        assertThat(registry.versions("orders-value")).containsExactly(1);
    }

    @Test
    void aSchemaThatCameWithASubjectNeedsNoRequestById() throws SchemaRegistryException {
        int schemaId = server.register("orders-value", INT);

        registry.latest("orders-value");
        registry.byId(schemaId);

        assertThat(server.requestCount("/schemas/ids/" + schemaId)).isZero();
    }

    @Test
    void encodesSubjectsInPaths() throws SchemaRegistryException {
        String subject = "a b/c+d%e?ü-value";
        server.register(subject, INT);

        assertThat(registry.latest(subject).orElseThrow().subject()).isEqualTo(subject);
        assertThat(server.requestCount("/subjects/a%20b%2Fc%2Bd%25e%3F%C3%BC-value/versions/latest"))
                .isEqualTo(1);
    }

    @Test
    void keepsThePathOfTheAddress() throws IOException {
        try (FakeRegistry below = FakeRegistry.start("/apis/ccompat/v7");
                SchemaRegistry client = TestRegistries.open(below.url() + "/")) {
            below.register("orders-value", INT);

            assertThat(client.latest("orders-value")).isPresent();
            assertThat(below.requestCount(LATEST)).isEqualTo(1);
        }
    }

    @Test
    void asksForIdsInTheContextOfTheSubject() throws SchemaRegistryException {
        int schemaId = server.register(":.eu:orders-value", INT);
        assertThat(server.register("orders-value", LONG)).isEqualTo(schemaId);

        assertThat(registry.byId(schemaId)).isEqualTo(SchemaText.avro(LONG));
        assertThat(registry.byId(schemaId, ":.eu:orders-value")).isEqualTo(SchemaText.avro(INT));
        assertThat(registry.byId(schemaId, "orders-value")).isEqualTo(SchemaText.avro(LONG));

        assertThat(server.requests())
                .extracting(request -> request.query())
                .containsExactly("", "subject=%3A.eu%3Aorders-value");
    }

    @Test
    void resolvesReferencesBeforeThoseThatReferToThem() throws SchemaRegistryException {
        server.register("money", "\"money\"");
        server.register("item", "AVRO", "\"item\"", List.of(new FakeReference("shop.Money", "money", 1)));
        int order = server.register(
                "orders-value",
                "AVRO",
                "\"order\"",
                List.of(new FakeReference("shop.Item", "item", 1), new FakeReference("shop.Money", "money", 1)));

        SchemaText text = registry.byId(order);

        assertThat(text.references())
                .containsExactly(
                        new SchemaText.Reference("shop.Money", "\"money\""),
                        new SchemaText.Reference("shop.Item", "\"item\""));
        assertThat(server.requestCount("/subjects/money/versions/1")).isEqualTo(1);
        assertThat(registry.latest("orders-value").orElseThrow().schema()).isEqualTo(text);
    }

    @Test
    void aCycleOfReferencesEnds() throws SchemaRegistryException {
        server.register("a", "AVRO", "\"a\"", List.of(new FakeReference("B", "b", 1)));
        server.register("b", "AVRO", "\"b\"", List.of(new FakeReference("A", "a", 1)));
        int root = server.register("root", "AVRO", "\"r\"", List.of(new FakeReference("A", "a", 1)));

        assertThat(registry.byId(root).references())
                .extracting(SchemaText.Reference::name)
                .containsExactly("B", "A");
    }

    @Test
    void referencesLieInTheContextOfTheirSchema() throws SchemaRegistryException {
        server.register(":.eu:money", "\"money\"");
        server.register(":.eu:orders", "AVRO", "\"o\"", List.of(new FakeReference("Money", "money", 1)));

        assertThat(registry.latest(":.eu:orders").orElseThrow().schema().references())
                .hasSize(1);
    }

    @Test
    void aMissingReferenceIsNamed() {
        int root = server.register("root", "AVRO", "\"r\"", List.of(new FakeReference("A", "gone", 3)));

        assertThatThrownBy(() -> registry.byId(root))
                .isInstanceOf(SchemaRegistryException.class)
                .hasMessageContaining("no version 3 of subject gone");
    }

    @Test
    void registersASchemaAndForgetsThatThereWasNone() throws SchemaRegistryException {
        assertThat(registry.latest("made-value")).isEmpty();

        int schemaId = registry.register("made-value", SchemaText.avro(INT));

        assertThat(registry.latest("made-value")).hasValueSatisfying(made -> {
            assertThat(made.schemaId()).isEqualTo(schemaId);
            assertThat(made.schema().text()).isEqualTo(INT);
        });
        assertThat(registry.register("made-value", SchemaText.avro(INT))).isEqualTo(schemaId);
        assertThat(registry.versions("made-value")).containsExactly(1);
        assertThat(registry.register("made-value", new SchemaText(SchemaKind.JSON, "{}", List.of())))
                .isNotEqualTo(schemaId);
        assertThat(registry.latest("made-value"))
                .hasValueSatisfying(made -> assertThat(made.schema().kind()).isEqualTo(SchemaKind.JSON));
    }

    @Test
    void tellsTheVerdictOnASchema() throws SchemaRegistryException {
        String path = "/compatibility/subjects/made-value/versions";
        assertThat(registry.incompatibility("made-value", SchemaText.avro(INT))).isEmpty();
        server.plant(path, 200, "{\"is_compatible\":false,\"messages\":[\"first\",\"second\\nline\"]}");
        assertThat(registry.incompatibility("made-value", SchemaText.avro(INT))).hasValue("first; second line");
        server.plant(path, 200, "{\"is_compatible\":false}");
        assertThat(registry.incompatibility("made-value", SchemaText.avro(INT))).hasValue("it does not say why");
        server.plant(path, 404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
        assertThat(registry.incompatibility("made-value", SchemaText.avro(INT))).isEmpty();
        server.plant(path, 200, "{}");
        assertThatThrownBy(() -> registry.incompatibility("made-value", SchemaText.avro(INT)))
                .hasMessageContaining("is_compatible");
    }

    @Test
    void tellsWhyTheRegistryTakesASchemaNot() {
        server.plant("/subjects/made-value/versions", 409, "{\"error_code\":409,\"message\":\"too early\"}");

        assertThatThrownBy(() -> registry.register("made-value", SchemaText.avro(INT)))
                .hasMessageContaining("answered HTTP 409: too early");
    }
}
