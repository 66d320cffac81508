package io.kaspar.schema.fuzz;

import io.kaspar.testing.fuzz.FuzzTarget;
import java.util.ArrayList;
import java.util.List;

/** The fuzz targets of this module; by name, because they are not public. */
final class SchemaTargets {
    private SchemaTargets() {}

    static List<Class<? extends FuzzTarget>> all() throws ClassNotFoundException {
        List<Class<? extends FuzzTarget>> types = new ArrayList<>();
        for (String name : List.of(
                "wire.FramingFuzz",
                "resolve.PayloadReadingFuzz",
                "avro.AvroPayloadFuzz",
                "avro.AvroSchemaFuzz",
                "protobuf.ProtobufPayloadFuzz",
                "protobuf.ProtobufSchemaFuzz",
                "registry.RegistryAnswerFuzz",
                "json.JsonPayloadFuzz",
                "json.schema.JsonSchemaFuzz")) {
            types.add(Class.forName("io.kaspar.schema." + name).asSubclass(FuzzTarget.class));
        }
        return types;
    }
}
