package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Subjects in contexts of a registry, each of which counts its own ids: one id is another schema in another one. */
@ExtendWith(SqlFixtureExtension.class)
class RegistryContextIT {
    private static final Schema FIRST = schema().requiredLong("id").endRecord();
    private static final Schema SECOND = schema().requiredLong("id")
            .name("city")
            .type()
            .stringType()
            .stringDefault("?")
            .endRecord();
    private static final Schema OF_OTHERS = schema().requiredString("name").endRecord();

    private final SqlFixture fixture;

    RegistryContextIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static SchemaBuilder.FieldAssembler<Schema> schema() {
        return SchemaBuilder.record("Visit").fields();
    }

    @Test
    void idsAreThoseOfTheSubjectsContext() throws IOException {
        int first = fixture.registry().register(":.north:visits", FIRST.toString());
        int second = fixture.registry().register(":.north:visits", SECOND.toString());
        assertThat(fixture.registry().register(":.south:visits", OF_OTHERS.toString()))
                .isEqualTo(first);
        GenericData.Record old = new GenericData.Record(FIRST);
        old.put("id", 1L);
        GenericData.Record young = new GenericData.Record(SECOND);
        young.put("id", 2L);
        young.put("city", "Oslo");
        GenericData.Record other = new GenericData.Record(OF_OTHERS);
        other.put("name", "Ann");
        fixture.cluster().createTopic("context-north", 1);
        fixture.cluster().createTopic("context-south", 1);
        send("context-north", first, old);
        send("context-north", second, young);
        send("context-south", first, other);
        String catalog = fixture.catalog(
                "contexts",
                Map.of(
                        "topic.context-north.value.subject", ":.north:visits",
                        "topic.context-south.value.subject", ":.south:visits"));

        assertThat(fixture.rows("SELECT id, city, _value_schema_id FROM " + catalog + ".`context-north` ORDER BY id"))
                .containsExactly("1|?|" + first, "2|Oslo|" + second);
        assertThat(fixture.rows("SELECT name, _value_schema_id FROM " + catalog + ".`context-south`"))
                .containsExactly("Ann|" + first);
    }

    private void send(String topic, int schemaId, GenericData.Record value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0);
        bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericData.Record>(value.getSchema()).write(value, encoder);
        encoder.flush();
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, null, bytes.toByteArray())));
    }
}
