package io.kaspar.examples.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.apache.avro.Schema;

/** The sample topics' schemas, which are resources beside this class. */
final class AvroSchemas {
    static final Schema LONG = Schema.create(Schema.Type.LONG);

    private AvroSchemas() {}

    static Schema resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AvroSchemas.class.getResourceAsStream(name), name)) {
            return new Schema.Parser().parse(in);
        }
    }
}
