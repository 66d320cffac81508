package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import java.util.List;

/** Messages of a Protobuf file by their simple names, as Apicurio's serializers name them. */
final class MessageNames {
    /** Where a file has no such message. */
    static final int NOWHERE = -1;

    private MessageNames() {}

    /** The place of a message among those on top of its file, or {@link #NOWHERE}. */
    static int place(RecordTypes types, String simpleName) {
        List<RecordType> top = types.top();
        for (int place = 0; place < top.size(); place++) {
            if (top.get(place).simpleName().equals(simpleName)) {
                return place;
            }
        }
        return NOWHERE;
    }

    /** What is wrong with a payload that names none. The name is part of the payload, and so it is not told. */
    static PayloadException unknown(SchemaName schema, PayloadSide side) {
        return new PayloadException("the " + side.word() + " names the PROTOBUF schema with " + schema
                + ", and a message that is not on top of it: was it written by another schema?");
    }

    /** What is wrong with a payload that neither a header nor a reference in front of it names a message for. */
    static PayloadException missing(SchemaName schema, PayloadSide side) {
        return new PayloadException("the " + side.word() + " names the PROTOBUF schema with " + schema
                + ", and nothing tells which of its messages it is: Apicurio's serializer does, unless"
                + " apicurio.registry.serde.send-type-ref is false");
    }
}
