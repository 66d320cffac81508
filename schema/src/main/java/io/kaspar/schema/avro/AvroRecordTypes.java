package io.kaspar.schema.avro;

import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.RecordTypes;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.TypeMark;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** The record that a schema is, or the records among the branches of the union that it is. */
final class AvroRecordTypes implements RecordTypes {
    private final SchemaText text;
    private final Schema schema;
    private final boolean isUnion;

    /** @param schema the text parsed */
    AvroRecordTypes(SchemaText text, Schema schema) {
        this.text = text;
        this.schema = schema;
        this.isUnion = schema.isUnion();
    }

    @Override
    public TypeMark mark() {
        return isUnion ? TypeMark.BRANCH : TypeMark.NONE;
    }

    @Override
    public boolean areAll() {
        return branches().stream().allMatch(branch -> isRecord(branch) || UnionShape.isNull(branch));
    }

    @Override
    public List<RecordType> top() {
        return branches().stream()
                .filter(AvroRecordTypes::isRecord)
                .map(this::type)
                .toList();
    }

    @Override
    public Optional<RecordType> find(List<Integer> mark) throws SchemaException {
        int place = isUnion ? mark.get(0) : 0;
        if (place < 0 || place >= branches().size()) {
            throw new SchemaException("the union has no branch at place " + place + ", only "
                    + branches().size() + " branches");
        }
        return Optional.of(branches().get(place))
                .filter(AvroRecordTypes::isRecord)
                .map(this::type);
    }

    private List<Schema> branches() {
        return isUnion ? schema.getTypes() : List.of(schema);
    }

    private static boolean isRecord(Schema branch) {
        return branch.getType() == Schema.Type.RECORD;
    }

    private RecordType type(Schema record) {
        return new RecordType(record.getFullName(), record.getAliases(), text);
    }
}
