package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.TypeMark;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The messages of a file. */
record ProtobufRecordTypes(SchemaText text, ProtoSchema schema) implements RecordTypes {

    @Override
    public TypeMark mark() {
        return TypeMark.MESSAGE_INDEXES;
    }

    @Override
    public boolean areAll() {
        return true;
    }

    @Override
    public List<RecordType> top() {
        return schema.messages().stream().map(this::type).toList();
    }

    @Override
    public Optional<RecordType> find(List<Integer> mark) throws SchemaException {
        return Optional.of(type(schema.message(mark)));
    }

    @Override
    public List<Integer> messageIndexes(@Nullable String fullName) throws SchemaException {
        return schema.indexes(fullName == null ? schema.first().fullName() : fullName);
    }

    private RecordType type(MessageType message) {
        return new RecordType(message.fullName(), Set.of(), text);
    }
}
