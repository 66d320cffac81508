package io.kaspar.catalog.options;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.resolve.RecordNames;
import io.kaspar.schema.resolve.ResolveOptions;
import io.kaspar.schema.resolve.SideOptions;
import io.kaspar.schema.resolve.SubjectStrategy;
import io.kaspar.schema.resolve.VersionSelector;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the options that say how schemas are found and become Spark types. */
final class ResolveOptionsParser {
    private static final String ALL = "*";
    private static final Map<String, SubjectStrategy> STRATEGIES = Map.of(
            "topicnamestrategy", SubjectStrategy.TOPIC_NAME,
            "recordnamestrategy", SubjectStrategy.RECORD_NAME,
            "topicrecordnamestrategy", SubjectStrategy.TOPIC_RECORD_NAME);

    private ResolveOptionsParser() {}

    static ResolveOptions parse(OptionValues values) {
        return new ResolveOptions(
                side(values, SchemaSide.KEY).with(new KeyWindowParser(values).parse()),
                side(values, SchemaSide.VALUE),
                strategy(values),
                payloadOptions(values),
                recordNames(values));
    }

    private static RecordNames recordNames(OptionValues values) {
        Optional<String> text = values.find(SchemaOption.VALUE_RECORD_NAMES);
        if (text.isEmpty()) {
            return RecordNames.UNSAID;
        }
        if (text.get().equals(ALL)) {
            return RecordNames.ALL;
        }
        List<String> names =
                Arrays.stream(text.get().split(",", -1)).map(String::trim).toList();
        if (names.contains("") || names.contains(ALL)) {
            throw values.badValue(SchemaOption.VALUE_RECORD_NAMES);
        }
        return new RecordNames.Listed(names);
    }

    private static SideOptions side(OptionValues values, SchemaSide side) {
        GivenFormatParser format = new GivenFormatParser(values, side);
        SideOptions found = new SideOptions(
                        format.parse(),
                        values.find(side.subject).orElse(null),
                        values.find(side.recordName).orElse(null),
                        version(values, side.version))
                .with(format.registryFraming());
        boolean mayBeNew = side == SchemaSide.VALUE && values.flag(WriteOption.AUTO_REGISTER_SCHEMAS);
        return mayBeNew ? found.withNewSubject() : found;
    }

    private static VersionSelector version(OptionValues values, KasparOption option) {
        try {
            return VersionSelector.parse(values.text(option));
        } catch (IllegalArgumentException e) {
            throw values.badValue(option);
        }
    }

    /** Confluent's clients write the whole class name; the last part of it says the same. */
    private static SubjectStrategy strategy(OptionValues values) {
        String text = values.text(SchemaOption.SUBJECT_NAME_STRATEGY);
        SubjectStrategy strategy =
                STRATEGIES.get(text.substring(text.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (strategy == null) {
            throw values.badValue(SchemaOption.SUBJECT_NAME_STRATEGY);
        }
        return strategy;
    }

    private static PayloadOptions payloadOptions(OptionValues values) {
        return new PayloadOptions(
                values.choice(ColumnOption.UNION_NAMES, PayloadOptions.UnionNames.class),
                values.integer(ColumnOption.MAX_RECURSION_DEPTH, 1, 100),
                values.choice(ColumnOption.WIDE_DECIMALS, PayloadOptions.WideDecimals.class),
                values.choice(ColumnOption.BYTES_PAYLOADS, PayloadOptions.BytesPayloads.class),
                csvSeparator(values));
    }

    private static char csvSeparator(OptionValues values) {
        String text = values.text(ColumnOption.CSV_SEPARATOR);
        String separator = text.equals("\\t") || text.equals("tab") ? "\t" : text;
        boolean isOne = separator.length() == 1 && separator.charAt(0) < 128 && "\"\r\n".indexOf(separator) < 0;
        if (!isOne) {
            throw values.badValue(ColumnOption.CSV_SEPARATOR);
        }
        return separator.charAt(0);
    }
}
