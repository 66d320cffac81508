package io.kaspar.catalog;

import io.kaspar.catalog.infer.SampledColumns;
import io.kaspar.catalog.metadata.SchemaVersion;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.RegistryOptions;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SharedSchemaRegistries;
import io.kaspar.schema.resolve.PayloadFormats;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.ResolveOptions;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.schema.resolve.TopicSchemas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the schemas of topics, in the registry if there is one. Leases it for each question; holds nothing open. */
final class TopicSchemaLookup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSchemaLookup.class);
    /** A registry that does not answer is told by the first table that needs it. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    /** How many requests a registry gets at once from a list. */
    private static final int MOST_AT_ONCE = 16;

    private final Optional<RegistryOptions> registry;
    private final SharedSchemaRegistries registries;
    private final PayloadFormats formats;
    private final SampledColumns sampled;

    TopicSchemaLookup(
            Optional<RegistryOptions> registry,
            SharedSchemaRegistries registries,
            PayloadFormats formats,
            SampledColumns sampled) {
        this.registry = registry;
        this.registries = registries;
        this.formats = formats;
        this.sampled = sampled;
    }

    Optional<RegistryOptions> registry() {
        return registry;
    }

    /**
     * Asks for the schemas of many topics at once, so that {@link #of} finds them in the registry's memory. What fails is told
     * when they are asked for.
     *
     * <p>Each subject is asked for, also where there is none: a registry's list of subjects does not tell which are missing. Apicurio
     * ends it after 1,000 and says nothing, others leave out what the credentials may not see, and Confluent's aliases are in no list.
     */
    void resolveAhead(List<String> topics, Function<String, ResolveOptions> options) {
        if (registry.isEmpty()) {
            return;
        }
        ExecutorService askers = Executors.newFixedThreadPool(MOST_AT_ONCE, TopicSchemaLookup::daemon);
        try (SchemaRegistry leased = registries.lease(registry.get())) {
            TopicSchemas schemas = new TopicSchemas(leased, formats);
            List<Callable<TopicSchema>> questions = new ArrayList<>();
            topics.forEach(topic -> questions.add(() -> schemas.resolve(topic, options.apply(topic))));
            askers.invokeAll(questions, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (SchemaRegistryException e) {
            LOG.debug("The schemas of listed topics are asked for one by one", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            askers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kaspar-schemas");
        thread.setDaemon(true);
        return thread;
    }

    /** The schemas of a topic's sides, each of which is asked for when somebody wants to know it. */
    TopicSchema of(String topic, ResolveOptions options) {
        return TopicSchema.of(
                () -> resolve(topic, PayloadSide.KEY, options), () -> resolve(topic, PayloadSide.VALUE, options));
    }

    /** The record types of values that have this schema; empty when they are no records, or nobody knows. */
    Optional<PayloadSchema.Several> recordTypes(PayloadSchema value) {
        try {
            return new TopicSchemas(null, formats).recordTypes(value);
        } catch (SchemaException e) {
            throw new TopicSchemaException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The schemas of a topic's sides when only values of one record type are read; empty when there is no such type. */
    Optional<TopicSchema> ofType(TopicSchema topicSchema, String type) {
        PayloadSchema value = topicSchema.value();
        if (value instanceof PayloadSchema.Unavailable unavailable) {
            throw new TopicSchemaException(unavailable.problem(), null);
        }
        return recordTypes(value)
                .flatMap(several -> several.find(type).map(found -> new PayloadSchema.OneOfSeveral(several, found)))
                .map(one -> TopicSchema.of(topicSchema::key, () -> one));
    }

    /**
     * The record types of topics, as a list of tables shows them, by topic. One question to the registry, for its subjects, and one
     * for each topic whose options say that all records of its only subject are meant. Unions of records are found when their
     * topic is loaded: to look for them would be a question for each topic.
     */
    Map<String, List<String>> listedTypes(List<String> topics, Function<String, ResolveOptions> options) {
        if (registry.isEmpty()) {
            return Map.of();
        }
        ExecutorService asker = Executors.newSingleThreadExecutor(TopicSchemaLookup::daemon);
        try (SchemaRegistry leased = registries.lease(registry.get())) {
            TopicSchemas schemas = new TopicSchemas(leased, formats);
            return asker.submit(() -> schemas.listedTypes(topics, options))
                    .get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (SchemaRegistryException | ExecutionException | TimeoutException e) {
            LOG.info("Tables are listed without those of record types", e);
            return Map.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Map.of();
        } finally {
            asker.shutdownNow();
        }
    }

    private PayloadSchema resolve(String topic, PayloadSide side, ResolveOptions options) {
        try {
            if (registry.isEmpty()) {
                return new TopicSchemas(null, formats, sampled).resolve(topic, side, options);
            }
            try (SchemaRegistry leased = registries.lease(registry.get())) {
                return new TopicSchemas(leased, formats, sampled).resolve(topic, side, options);
            }
        } catch (SchemaRegistryException e) {
            throw new TopicSchemaException(
                    "the schemas of the topic " + topic + " cannot be asked for: " + e.getMessage()
                            + "; check the option schema.registry.url and the login beside it, or set value.format and"
                            + " key.format to read the topic without schemas",
                    e);
        } catch (SchemaException e) {
            throw new TopicSchemaException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * All versions that the registry has of a topic's schemas: of keys first, the oldest first.
     *
     * @throws TopicSchemaException when they cannot be had
     */
    List<SchemaVersion> versions(String topic, ResolveOptions options) {
        if (registry.isEmpty()) {
            throw new TopicSchemaException(
                    "the schemas of topic " + topic + " are in no registry; set the option schema.registry.url", null);
        }
        try (SchemaRegistry leased = registries.lease(registry.get())) {
            List<SchemaVersion> versions = new ArrayList<>();
            for (Map.Entry<String, PayloadSide> subject : new TopicSchemas(leased, formats, sampled)
                    .subjects(topic, options)
                    .entrySet()) {
                List<Integer> numbers = leased.versions(subject.getKey());
                for (int number : numbers) {
                    boolean isNewest = number == numbers.get(numbers.size() - 1);
                    leased.version(subject.getKey(), number)
                            .ifPresent(found -> versions.add(
                                    new SchemaVersion(subject.getValue().word(), found, isNewest)));
                }
            }
            return versions;
        } catch (SchemaRegistryException | SchemaException e) {
            throw new TopicSchemaException("the schemas of topic " + topic + " cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Forgets what the registry said of a topic's newest schemas, and what its records showed. */
    void forget(String topic, ResolveOptions options) {
        sampled.forget(topic);
        if (registry.isEmpty()) {
            return;
        }
        try (SchemaRegistry leased = registries.lease(registry.get())) {
            new TopicSchemas(leased, formats).forget(topic, options);
        } catch (SchemaRegistryException e) {
            throw new TopicSchemaException("the schema registry cannot be opened: " + e.getMessage(), e);
        }
    }
}
