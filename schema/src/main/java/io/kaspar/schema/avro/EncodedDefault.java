package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** The default of a field as bytes. */
final class EncodedDefault {
    private EncodedDefault() {}

    /** @param value of the field, as Avro gives it */
    static byte[] of(Schema.Field field, Object value, GenericData data) throws SchemaException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        try {
            new GenericDatumWriter<>(field.schema(), data).write(value, encoder);
        } catch (IOException e) {
            throw new SchemaException("the default of field " + field.name() + " cannot be encoded", e);
        }
        return bytes.toByteArray();
    }

    /** The default that a field's schema names, whatever it is. */
    static byte[] of(Schema.Field field, GenericData data) throws SchemaException {
        try {
            Object value = data.getDefaultValue(field);
            return of(field, value, data);
        } catch (AvroRuntimeException e) {
            throw new SchemaException("the default of field " + field.name() + " is none: " + e.getMessage(), e);
        }
    }
}
