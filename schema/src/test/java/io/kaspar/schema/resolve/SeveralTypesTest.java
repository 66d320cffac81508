package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.resolve.PayloadSchema.Registered;
import io.kaspar.schema.resolve.PayloadSchema.Several;
import io.kaspar.schema.resolve.PayloadSchema.Undeclared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ways in which the record types of a topic are found, in a folder of schema files. */
final class SeveralTypesTest {
    private static final PayloadFormats FORMATS = PayloadFormats.all();
    private static final String PLACED = record("shop", "OrderPlaced", "long");
    private static final String PLACED_2 = record("shop", "OrderPlaced", "double");
    private static final String SHIPPED = record("shop", "OrderShipped", "string");

    @TempDir
    private Path folder;

    private @Nullable SchemaRegistry registry;

    @AfterEach
    void close() {
        if (registry != null) {
            registry.close();
        }
    }

    @Test
    void byTheSubjectsOfTopicAndRecord() throws Exception {
        add("events-shop.OrderPlaced.v1", PLACED);
        add("events-shop.OrderPlaced.v2", PLACED_2);
        add("events-shop.OrderShipped", SHIPPED);
        add("events-dlq-shop.OrderShipped", SHIPPED);
        add("other-shop.OrderShipped", SHIPPED);

        Several several = (Several) value("events", ofStrategy(SubjectStrategy.TOPIC_RECORD_NAME));

        assertThat(several.dataType().toDDL())
                .isEqualTo(StructType.fromDDL("OrderPlaced STRUCT<id: DOUBLE> COMMENT 'shop.OrderPlaced', "
                                + "OrderShipped STRUCT<id: STRING> COMMENT 'shop.OrderShipped'")
                        .toDDL());
        assertThat(several.types()).extracting(TopicType::version).containsExactly(2, 1);
    }

    @Test
    void withoutTheStrategyTooWhereTheTopicHasNoSubjectOfItsOwn() throws Exception {
        add("events-shop.OrderPlaced", PLACED);
        assertThat(columns(value("events", ResolveOptions.DEFAULT))).containsExactly("OrderPlaced");

        add("events-value", SHIPPED);
        assertThat(value("events", ResolveOptions.DEFAULT)).isInstanceOf(Registered.class);
    }

    @Test
    void aSubjectOfAnotherRecordIsNoType() throws Exception {
        add("events-archive", PLACED);
        add("events-shop.OrderShipped", PLACED);

        assertThat(value("events", ResolveOptions.DEFAULT)).isEqualTo(new Undeclared("events-value"));
        assertThat(value("events", ofStrategy(SubjectStrategy.TOPIC_RECORD_NAME)))
                .isInstanceOf(Undeclared.class);
    }

    @Test
    void aRecordNameStillMakesATableOfThisRecord() throws Exception {
        add("events-shop.OrderPlaced", PLACED);
        add("events-shop.OrderShipped", SHIPPED);
        ResolveOptions options = new ResolveOptions(
                SideOptions.DEFAULT,
                new SideOptions(null, null, "shop.OrderPlaced", VersionSelector.LATEST),
                SubjectStrategy.TOPIC_RECORD_NAME,
                PayloadOptions.DEFAULT);

        assertThat(value("events", options)).isInstanceOf(Registered.class);
    }

    @Test
    void byAUnionOfRecords() throws Exception {
        add("events-value", "[\"null\"," + PLACED + "," + SHIPPED + "]");
        assertThat(columns(value("events", ResolveOptions.DEFAULT))).containsExactly("OrderPlaced", "OrderShipped");
    }

    @Test
    void aUnionOfARecordAndNullIsThisRecordAndOneWithTextIsAStruct() throws Exception {
        add("events-value", "[\"null\"," + PLACED + "]");
        assertThat(value("events", ResolveOptions.DEFAULT).dataType())
                .isEqualTo(value("events", ResolveOptions.DEFAULT).dataType())
                .isInstanceOfSatisfying(
                        StructType.class, type -> assertThat(type.fieldNames()).containsExactly("id"));
        add("mixed-value", "[\"string\"," + PLACED + "," + SHIPPED + "]");
        assertThat(value("mixed", ResolveOptions.DEFAULT)).isInstanceOf(Registered.class);
    }

    @Test
    void branchesThatAreCalledByTheirPlaceStayAsTheyWere() throws Exception {
        add("events-value", "[" + PLACED + "," + SHIPPED + "]");
        PayloadOptions byPlace = new PayloadOptions(
                UnionNames.MEMBER,
                PayloadOptions.DEFAULT.maxRecursionDepth(),
                PayloadOptions.DEFAULT.wideDecimals(),
                PayloadOptions.DEFAULT.bytesPayloads());
        ResolveOptions options =
                new ResolveOptions(SideOptions.DEFAULT, SideOptions.DEFAULT, SubjectStrategy.TOPIC_NAME, byPlace);

        assertThat(((StructType) value("events", options).dataType()).fieldNames())
                .containsExactly("member0", "member1");
    }

    @Test
    void byNamesThatAreSubjects() throws Exception {
        add("shop.OrderPlaced", PLACED);
        add("shop.OrderShipped", SHIPPED);

        assertThat(columns(
                        value("events", listed(SubjectStrategy.RECORD_NAME, "shop.OrderShipped", "shop.OrderPlaced"))))
                .containsExactly("OrderShipped", "OrderPlaced");
    }

    @Test
    void byNamesInOneUnionOrInVersionsOfOneSubject() throws Exception {
        add("events-value.v1", PLACED);
        add("events-value.v2", PLACED_2);
        add("events-value.v3", SHIPPED);

        Several several =
                (Several) value("events", listed(SubjectStrategy.TOPIC_NAME, "shop.OrderPlaced", "shop.OrderShipped"));
        assertThat(several.types()).extracting(TopicType::version).containsExactly(2, 3);
    }

    @Test
    void allOfOneSubject() throws Exception {
        add("events-value", PLACED);
        ResolveOptions options = ofNames(SubjectStrategy.TOPIC_NAME, RecordNames.ALL);

        assertThat(columns(value("events", options))).containsExactly("OrderPlaced");
    }

    @Test
    void namesThatTheRegistryLacksAreAnError() throws Exception {
        add("shop.OrderPlaced", PLACED);
        add("events-value", PLACED);

        assertThatThrownBy(() -> value("events", listed(SubjectStrategy.RECORD_NAME, "shop.Nope")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("value.record.names of topic events names shop.Nope")
                .hasMessageEndingWith("has no subject shop.Nope");
        assertThatThrownBy(() -> value("events", listed(SubjectStrategy.TOPIC_NAME, "shop.Nope")))
                .isInstanceOf(SchemaException.class)
                .hasMessageEndingWith("has no record of this name in subject events-value");
    }

    @Test
    void recordsOfOneSimpleNameHaveTheirFullNames() throws Exception {
        add("events-shop.Order", record("shop", "Order", "long"));
        add("events-store.order", record("store", "order", "long"));
        add("events-shop.Other", record("shop", "Other", "long"));

        assertThat(columns(value("events", ResolveOptions.DEFAULT)))
                .containsExactly("shop.Order", "Other", "store.order");
    }

    @Test
    void listsTypesByOneQuestionForSubjects() throws Exception {
        add("events-shop.OrderPlaced", PLACED);
        add("events-shop.OrderShipped", SHIPPED);
        add("events-dlq-value", SHIPPED);
        add("orders-value", PLACED);
        add("orders-shop.OrderPlaced", PLACED);
        TopicSchemas schemas = schemas();

        assertThat(schemas.listedTypes(
                        List.of("events", "events-dlq", "orders", "logs", "named"),
                        topic -> topic.equals("named")
                                ? listed(SubjectStrategy.RECORD_NAME, "shop.OrderPlaced")
                                : ResolveOptions.DEFAULT))
                .isEqualTo(Map.of("events", List.of("OrderPlaced", "OrderShipped"), "named", List.of("OrderPlaced")));
    }

    private PayloadSchema value(String topic, ResolveOptions options) throws IOException {
        return schemas().resolve(topic, PayloadSide.VALUE, options);
    }

    /** With all files of now. */
    private TopicSchemas schemas() throws IOException {
        close();
        registry = SchemaRegistries.open(TestOptions.ofUrl(folder.toUri().toString()));
        return new TopicSchemas(registry, FORMATS);
    }

    private static List<String> columns(PayloadSchema schema) {
        return Arrays.asList(((Several) schema).dataType().fieldNames());
    }

    private static ResolveOptions ofStrategy(SubjectStrategy strategy) {
        return ofNames(strategy, RecordNames.UNSAID);
    }

    private static ResolveOptions listed(SubjectStrategy strategy, String... names) {
        return ofNames(strategy, new RecordNames.Listed(List.of(names)));
    }

    private static ResolveOptions ofNames(SubjectStrategy strategy, RecordNames names) {
        return new ResolveOptions(SideOptions.DEFAULT, SideOptions.DEFAULT, strategy, PayloadOptions.DEFAULT, names);
    }

    private void add(String subject, String schema) throws IOException {
        Files.writeString(folder.resolve(subject + ".avsc"), schema);
    }

    private static String record(String namespace, String name, String type) {
        return "{\"type\":\"record\",\"namespace\":\"" + namespace + "\",\"name\":\"" + name
                + "\",\"fields\":[{\"name\":\"id\",\"type\":\"" + type + "\"}]}";
    }
}
