package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.VersionSelector.Latest;
import io.kaspar.schema.resolve.VersionSelector.Pinned;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the schemas of topics, on the driver. Thread-safe, and holds nothing that needs closing. */
public final class TopicSchemas {
    private final @Nullable SchemaRegistry registry;
    private final PayloadFormats formats;

    /**
     * @param registry stays the caller's to close; null when none is configured, then payloads have no schema
     * @param formats the kinds of schema that can be read
     */
    public TopicSchemas(@Nullable SchemaRegistry registry, List<PayloadFormat> formats) {
        this.registry = registry;
        this.formats = new PayloadFormats(formats);
    }

    /**
     * The schemas of a topic's keys and values. Payloads of which the registry knows nothing are text.
     *
     * @throws SchemaRegistryException when the registry cannot be asked
     * @throws SchemaException when a configured subject or version is missing, or a schema cannot be read
     */
    public TopicSchema resolve(String topic, ResolveOptions options) throws SchemaRegistryException, SchemaException {
        return new TopicSchema(resolve(topic, PayloadSide.KEY, options), resolve(topic, PayloadSide.VALUE, options));
    }

    /** Asks about the subjects of a topic anew when it is resolved next. */
    public void forget(String topic, ResolveOptions options) throws SchemaException {
        for (PayloadSide side : PayloadSide.values()) {
            SideOptions sideOptions = options.side(side);
            if (registry != null && sideOptions.rawFormat() == null) {
                String given = sideOptions.subject();
                registry.forget(
                        given != null ? given : options.strategy().subject(topic, side, sideOptions.recordName()));
            }
        }
    }

    private PayloadSchema resolve(String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        SideOptions sideOptions = options.side(side);
        RawFormat rawFormat = sideOptions.rawFormat();
        if (rawFormat != null) {
            return new PayloadSchema.Raw(rawFormat);
        }
        if (registry == null) {
            requireNothingOf(sideOptions, side, topic);
            return new PayloadSchema.Raw(RawFormat.STRING);
        }
        String given = sideOptions.subject();
        String subject = given != null ? given : options.strategy().subject(topic, side, sideOptions.recordName());
        Optional<RegisteredSchema> found = find(registry, subject, sideOptions.version());
        if (found.isPresent()) {
            return registered(found.get(), side, topic, options);
        }
        if (given != null || sideOptions.version() instanceof Pinned) {
            throw missing(registry, subject, sideOptions.version(), side, topic);
        }
        return new PayloadSchema.Raw(RawFormat.STRING);
    }

    private PayloadSchema registered(RegisteredSchema found, PayloadSide side, String topic, ResolveOptions options)
            throws SchemaException {
        SchemaKind kind = found.schema().kind();
        PayloadFormat format = formats.find(kind)
                .orElseThrow(() -> new SchemaException("the " + side.word() + " schema of topic " + topic + " (subject "
                        + found.subject() + ", version " + found.version() + ") is a " + kind
                        + " schema, which Kaspar cannot read yet; set " + side.formatOption()
                        + "=binary to read the payload as bytes"));
        try {
            return new PayloadSchema.Registered(
                    found.subject(),
                    found.version(),
                    found.schemaId(),
                    found.schema(),
                    options.payloadOptions(),
                    format.dataType(found.schema(), options.payloadOptions()));
        } catch (SchemaException e) {
            throw new SchemaException(
                    "the " + side.word() + " schema of topic " + topic + " (subject " + found.subject() + ", version "
                            + found.version() + ", id " + found.schemaId() + "): " + e.getMessage(),
                    e);
        }
    }

    private static Optional<RegisteredSchema> find(SchemaRegistry registry, String subject, VersionSelector selector)
            throws SchemaRegistryException {
        if (selector instanceof Pinned pinned) {
            return registry.version(subject, pinned.version());
        }
        return registry.latest(subject);
    }

    private static void requireNothingOf(SideOptions sideOptions, PayloadSide side, String topic)
            throws SchemaException {
        if (sideOptions.subject() != null || sideOptions.version() instanceof Pinned) {
            throw new SchemaException("a subject or version is set for the " + side.word() + " of topic " + topic
                    + ", but no registry; set schema.registry.url");
        }
    }

    private static SchemaException missing(
            SchemaRegistry registry, String subject, VersionSelector selector, PayloadSide side, String topic) {
        String what = selector instanceof Latest ? "no subject " + subject : "no such version of subject " + subject;
        String version = selector instanceof Pinned pinned ? " (version " + pinned.version() + ")" : "";
        return new SchemaException("the registry at " + registry.location() + " has " + what + version
                + ", which the options ask for as the " + side.word() + " schema of topic " + topic + "; change "
                + side.subjectOption() + " or the version, or set " + side.formatOption()
                + " to read without a schema");
    }
}
