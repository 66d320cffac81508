package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.VersionSelector.Latest;
import io.kaspar.schema.resolve.VersionSelector.Pinned;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the schemas of topics, on the driver. Thread-safe, and holds nothing that needs closing. */
public final class TopicSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSchemas.class);

    private final @Nullable SchemaRegistry registry;
    private final PayloadFormats formats;

    /**
     * @param registry stays the caller's to close; null when none is configured, then payloads have no schema
     * @param formats the kinds of schema that can be read
     */
    public TopicSchemas(@Nullable SchemaRegistry registry, PayloadFormats formats) {
        this.registry = registry;
        this.formats = formats;
    }

    /**
     * The schemas of a topic's keys and values. Payloads of which the registry knows nothing are text.
     *
     * <p>A side whose schema is not to be had, or not to be read, leaves the other one as it is: see {@link
     * PayloadSchema.Unavailable}.
     *
     * @throws SchemaRegistryException when the registry cannot be asked for the value's schema
     * @throws SchemaException when a configured subject or version of the values is missing
     */
    public TopicSchema resolve(String topic, ResolveOptions options) throws SchemaRegistryException, SchemaException {
        return new TopicSchema(resolve(topic, PayloadSide.KEY, options), resolve(topic, PayloadSide.VALUE, options));
    }

    /**
     * As the other one, for one side: the registry is not asked for the other one's schema.
     *
     * @throws SchemaException when a configured subject or version of the values is missing; of keys it is an {@link
     *     PayloadSchema.Unavailable}
     */
    public PayloadSchema resolve(String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        try {
            GivenFormat given = options.side(side).given();
            return given == null ? resolveConfigured(topic, side, options) : given(given, topic, side, options);
        } catch (SchemaException e) {
            if (side == PayloadSide.VALUE) {
                throw e;
            }
            return new PayloadSchema.Unavailable(String.valueOf(e.getMessage()));
        }
    }

    private PayloadSchema given(GivenFormat given, String topic, PayloadSide side, ResolveOptions options)
            throws SchemaException {
        if (given instanceof GivenFormat.Plain plain) {
            return new PayloadSchema.Raw(plain.format(), plain.charset());
        }
        SchemaText schema = ((GivenFormat.BySchema) given).schema();
        try {
            return new PayloadSchema.Given(
                    schema,
                    options.payloadOptions(),
                    formats.require(schema.kind()).dataType(schema, options.payloadOptions()));
        } catch (SchemaException e) {
            throw new SchemaException(
                    "the schema that the options give for the " + side.word() + "s of topic " + topic
                            + " cannot be used: " + e.getMessage() + "; change " + side.schemaOption(),
                    e);
        }
    }

    private PayloadSchema resolveConfigured(String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        if (registry == null) {
            requireNothingOf(options.side(side), side, topic);
            return new PayloadSchema.Raw(RawFormat.STRING);
        }
        return resolve(registry, topic, side, options);
    }

    /** The same schema with the other versions of its subject, as far as the registry gives them soon. */
    public PayloadSchema withOtherVersions(PayloadSchema schema) {
        return registry != null && schema instanceof PayloadSchema.Registered table
                ? table.with(OtherVersions.of(table, registry))
                : schema;
    }

    /** Forgets what the registry said of a topic's newest schemas. */
    public void forget(String topic, ResolveOptions options) {
        if (registry == null) {
            return;
        }
        for (PayloadSide side : PayloadSide.values()) {
            try {
                registry.forget(subject(topic, side, options));
            } catch (SchemaException e) {
                LOG.debug("Nothing is known of the {} of topic {}", side.word(), topic, e);
            }
        }
    }

    private PayloadSchema resolve(SchemaRegistry asked, String topic, PayloadSide side, ResolveOptions options)
            throws SchemaRegistryException, SchemaException {
        SideOptions sideOptions = options.side(side);
        String subject;
        Optional<RegisteredSchema> found;
        try {
            subject = subject(topic, side, options);
            found = find(asked, subject, sideOptions.version());
        } catch (SchemaException e) {
            return unavailable(topic, side, e);
        } catch (SchemaRegistryException e) {
            if (side == PayloadSide.VALUE && !e.isForbidden()) {
                throw e;
            }
            return unavailable(topic, side, e);
        }
        if (found.isPresent()) {
            return registered(found.get(), side, topic, options);
        }
        if (sideOptions.subject() != null || sideOptions.version() instanceof Pinned) {
            throw missing(asked, subject, sideOptions.version(), side, topic);
        }
        return new PayloadSchema.Undeclared(subject);
    }

    private static String subject(String topic, PayloadSide side, ResolveOptions options) throws SchemaException {
        SideOptions sideOptions = options.side(side);
        String given = sideOptions.subject();
        return given != null ? given : options.strategy().subject(topic, side, sideOptions.recordName());
    }

    private static PayloadSchema unavailable(String topic, PayloadSide side, IOException reason) {
        LOG.info("The {} schema of topic {} is not to be had: {}", side.word(), topic, reason.getMessage());
        return new PayloadSchema.Unavailable("the " + side.word() + " schema of topic " + topic + " is not to be had: "
                + reason.getMessage() + "; or set " + side.formatOption() + " to read without a schema");
    }

    /** A key that cannot be read is bytes beside the values; values that cannot be read are no table anybody meant. */
    private PayloadSchema registered(RegisteredSchema found, PayloadSide side, String topic, ResolveOptions options) {
        String what = "the " + side.word() + " schema of topic " + topic + " (subject " + found.subject() + ", version "
                + found.version() + ", id " + found.schemaId() + ")";
        String problem;
        try {
            Optional<PayloadFormat> format = formats.find(found.schema().kind());
            if (format.isPresent()) {
                return new PayloadSchema.Registered(
                        found.subject(),
                        found.version(),
                        found.schemaId(),
                        found.schema(),
                        options.payloadOptions(),
                        format.get().dataType(found.schema(), options.payloadOptions()));
            }
            problem = what + " is a " + found.schema().kind() + " schema, which Kaspar cannot read yet";
        } catch (SchemaException e) {
            problem = what + ": " + e.getMessage();
        }
        LOG.info("Read as bytes: {}", problem);
        return side == PayloadSide.KEY
                ? new PayloadSchema.Undecoded(problem)
                : new PayloadSchema.Unavailable(
                        problem + "; set " + side.formatOption() + "=binary to read the payload as bytes");
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
