package io.kaspar.schema.resolve;

import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.RegistryFraming;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema of a topic's keys, or of its values, comes from.
 *
 * @param given when not null, payloads are read so and the registry is not asked
 * @param subject when not null, the subject; it must exist then, unless it may be new
 * @param recordName the record's full name, for subject strategies that need it
 * @param version which version of the subject
 * @param window when not null, what stands behind each payload; keys only
 * @param framing how payloads name the registry's schemas
 * @param mayBeNew whether a subject that is named may be missing: who writes makes it
 */
public record SideOptions(
        @Nullable GivenFormat given,
        @Nullable String subject,
        @Nullable String recordName,
        VersionSelector version,
        @Nullable KeyWindow window,
        RegistryFraming framing,
        boolean mayBeNew)
        implements Serializable {
    /** The newest version of the subject that the strategy gives; text when there is none. */
    public static final SideOptions DEFAULT = new SideOptions(null, null, null, VersionSelector.LATEST);

    public SideOptions {
        if (subject != null && subject.isEmpty()) {
            throw new IllegalArgumentException("a subject needs a name");
        }
        if (recordName != null && recordName.isEmpty()) {
            throw new IllegalArgumentException("a record needs a name");
        }
        if (version == null) {
            throw new IllegalArgumentException("no version selected");
        }
    }

    /** Of payloads that end where the schema says. */
    public SideOptions(
            @Nullable GivenFormat given,
            @Nullable String subject,
            @Nullable String recordName,
            VersionSelector version) {
        this(given, subject, recordName, version, null, RegistryFraming.AUTO, false);
    }

    /** The same for payloads that name their schemas so. */
    public SideOptions with(RegistryFraming other) {
        return new SideOptions(given, subject, recordName, version, window, other, mayBeNew);
    }

    /** The same for keys that a window stands behind. */
    public SideOptions with(@Nullable KeyWindow keyWindow) {
        return new SideOptions(given, subject, recordName, version, keyWindow, framing, mayBeNew);
    }

    /** The same for payloads whose subject may be missing still. */
    public SideOptions withNewSubject() {
        return new SideOptions(given, subject, recordName, version, window, framing, true);
    }

    public static SideOptions raw(RawFormat format) {
        return new SideOptions(new GivenFormat.Plain(format), null, null, VersionSelector.LATEST);
    }

    public static SideOptions ofSubject(String subject) {
        return new SideOptions(null, subject, null, VersionSelector.LATEST);
    }
}
