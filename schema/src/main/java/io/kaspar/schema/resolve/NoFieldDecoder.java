package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.ValueSink;

/** Decodes nothing: a struct whose fields are all null, for payloads of types that nobody wants, or knows. */
record NoFieldDecoder(int fieldCount) implements PayloadDecoder {
    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) {
        sink.putStruct();
        for (int field = 0; field < fieldCount; field++) {
            sink.child(field).putNull();
        }
    }
}
