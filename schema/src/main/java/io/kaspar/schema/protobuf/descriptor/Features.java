package io.kaspar.schema.protobuf.descriptor;

import com.squareup.wire.schema.internal.parser.OptionElement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a file of an edition says of its fields, as far as it matters to their bytes. Source: {@code FeatureSet} of {@code
 * google/protobuf/descriptor.proto}, "Feature Settings for Editions" of Protocol Buffers' documentation.
 *
 * @param presence how fields tell that they are not set
 * @param checksUtf8 whether text has to be UTF-8
 * @param isDelimited whether messages are written as groups
 */
record Features(Presence presence, boolean checksUtf8, boolean isDelimited) {
    /** Of files of the editions 2023 and 2024 that say nothing. */
    static final Features OF_EDITIONS = new Features(Presence.EXPLICIT, true, false);

    private static final int FIELD_PRESENCE = 1;
    private static final int UTF8_VALIDATION = 4;
    private static final int VERIFY = 2;
    private static final int MESSAGE_ENCODING = 5;
    private static final int DELIMITED = 2;

    /** In the order of their numbers, the first of which is 1. */
    enum Presence {
        EXPLICIT,
        IMPLICIT,
        LEGACY_REQUIRED
    }

    /** These, with what something inside says of itself; values that nobody knows are let be. */
    Features with(DescriptorFields set) {
        int number = set.integer(FIELD_PRESENCE);
        Presence own = number > 0 && number <= Presence.values().length ? Presence.values()[number - 1] : presence;
        return new Features(
                own,
                set.has(UTF8_VALIDATION) ? set.integer(UTF8_VALIDATION) == VERIFY : checksUtf8,
                set.has(MESSAGE_ENCODING) ? set.integer(MESSAGE_ENCODING) == DELIMITED : isDelimited);
    }

    /** As options of a field in text. */
    List<OptionElement> options(boolean isMessage) {
        List<OptionElement> options = new ArrayList<>();
        options.add(feature("field_presence", presence.name()));
        options.add(feature("utf8_validation", checksUtf8 ? "VERIFY" : "NONE"));
        if (isMessage) {
            options.add(feature("message_encoding", isDelimited ? "DELIMITED" : "LENGTH_PREFIXED"));
        }
        return options;
    }

    static OptionElement feature(String name, String value) {
        return new OptionElement("features." + name, OptionElement.Kind.ENUM, value, false);
    }
}
