package io.kaspar.examples;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Decodes framed Avro of several record types with Avro's own classes. */
final class TypedRecords {
    private final List<Schema> types;
    private final List<PlainRecords> records = new ArrayList<>();

    /** @param types the newest schema of each type, in the order of the columns */
    TypedRecords(String registryUrl, List<Schema> types) {
        this.types = types;
        types.forEach(type -> records.add(new PlainRecords(registryUrl, type)));
    }

    /** A column for each type: the fields of the one that the value is of, null for the others. */
    List<@Nullable Object> columns(byte[] payload) throws Exception {
        String written = records.get(0).writerSchema(payload).getFullName();
        List<@Nullable Object> columns = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            columns.add(
                    types.get(i).getFullName().equals(written) ? records.get(i).fields(payload) : null);
        }
        return columns;
    }
}
