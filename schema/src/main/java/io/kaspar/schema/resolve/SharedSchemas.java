package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.RecordType;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what the payloads of several topics are read by, so that they are one column or one set of columns. */
public final class SharedSchemas {
    private final PayloadFormats formats;

    public SharedSchemas(PayloadFormats formats) {
        this.formats = formats;
    }

    /**
     * The schema that payloads of all topics are read by: the one they have, or what several of one record type are together. Payloads
     * that have no type in common are bytes, with a note.
     *
     * @param schemas by topic, at least one
     */
    public PayloadSchema of(Map<String, PayloadSchema> schemas) {
        List<PayloadSchema> different = new ArrayList<>();
        for (PayloadSchema schema : schemas.values()) {
            if (schema instanceof PayloadSchema.Unavailable) {
                return schema;
            }
            if (different.stream().noneMatch(other -> readsAs(other, schema))) {
                different.add(schema);
            }
        }
        if (different.size() == 1) {
            return different.get(0);
        }
        return merged(different)
                .orElseGet(() -> new PayloadSchema.Undecoded("the topics "
                        + String.join(", ", schemas.keySet())
                        + " have different types; set value.format or value.schema, or read"
                        + " them one by one"));
    }

    /** Whether it does not matter by which of them a payload is read. */
    private static boolean readsAs(PayloadSchema one, PayloadSchema other) {
        if (one instanceof PayloadSchema.Registered first && other instanceof PayloadSchema.Registered second) {
            return first.readerSchema().equals(second.readerSchema())
                    && first.options().equals(second.options())
                    && first.framing().equals(second.framing());
        }
        if (one instanceof PayloadSchema.Undeclared first && other instanceof PayloadSchema.Undeclared second) {
            return first.framing().equals(second.framing());
        }
        if (one instanceof PayloadSchema.Given first && other instanceof PayloadSchema.Given second) {
            return first.schema().equals(second.schema())
                    && first.frame().equals(second.frame())
                    && first.options().equals(second.options());
        }
        if (one instanceof PayloadSchema.Windowed first && other instanceof PayloadSchema.Windowed second) {
            return first.window().equals(second.window()) && readsAs(first.key(), second.key());
        }
        return one.equals(other);
    }

    /** What schemas of one record type are together; empty when they are of several, or do not merge. */
    private Optional<PayloadSchema> merged(List<PayloadSchema> schemas) {
        List<SchemaText.Version> versions = new ArrayList<>();
        Set<String> types = new LinkedHashSet<>();
        // as versions are merged: the columns of the last of them come first
        List<PayloadSchema> lastFirst = new ArrayList<>(schemas);
        Collections.reverse(lastFirst);
        for (PayloadSchema schema : lastFirst) {
            if (!(schema instanceof PayloadSchema.Registered registered)) {
                return Optional.empty();
            }
            Optional<String> type = recordType(registered);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            types.add(registered.readerSchema().kind() + " " + type.get());
            List<SchemaText.Version> own = registered.readerSchema().versions();
            List<SchemaText> texts = own.isEmpty()
                    ? List.of(registered.readerSchema())
                    : own.stream().map(SchemaText.Version::schema).toList();
            texts.forEach(text -> versions.add(new SchemaText.Version(versions.size() + 1, text)));
        }
        return types.size() == 1 ? merged((PayloadSchema.Registered) lastFirst.get(0), versions) : Optional.empty();
    }

    private Optional<String> recordType(PayloadSchema.Registered schema) {
        try {
            Optional<PayloadFormat> format = formats.find(schema.readerSchema().kind());
            return format.isEmpty()
                    ? Optional.empty()
                    : format.get().recordTypes(schema.readerSchema().registered()).top().stream()
                            .findFirst()
                            .map(RecordType::fullName);
        } catch (SchemaException e) {
            return Optional.empty();
        }
    }

    /** @param first whose schema the first of the versions is */
    private Optional<PayloadSchema> merged(PayloadSchema.Registered first, List<SchemaText.Version> versions) {
        SchemaText together = SchemaText.merged(versions);
        try {
            PayloadFormat format = formats.find(together.kind()).orElseThrow();
            return Optional.of(new PayloadSchema.Registered(
                    first.subject(),
                    first.version(),
                    first.schemaId(),
                    together,
                    first.options(),
                    format.dataType(together, first.options()),
                    first.others(),
                    first.framing()));
        } catch (SchemaException e) {
            return Optional.empty();
        }
    }
}
