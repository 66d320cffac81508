package io.kaspar.samples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.apache.avro.Schema;

/** The sample topics' schemas, which are resources beside this class. */
public final class ShopSchemas {
    static final Schema LONG = Schema.create(Schema.Type.LONG);

    private ShopSchemas() {}

    /** The schema in a resource, such as {@code order-v2.avsc}. */
    public static Schema resource(String name) throws IOException {
        return new Schema.Parser().parse(text(name));
    }

    /** The text of a schema in a resource, such as {@code order.proto}. */
    static String text(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ShopSchemas.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
