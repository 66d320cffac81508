package io.kaspar.catalog.infer;

import io.kaspar.catalog.cluster.TopicStore;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.infer.JsonInference;
import io.kaspar.schema.resolve.ColumnInference;
import io.kaspar.schema.resolve.GivenFormat;
import io.kaspar.schema.resolve.PayloadSample;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.resolve.SideOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The columns of JSON payloads as a sample of them has it. What was found for a topic counts until it is forgotten, or another topic
 * has its name: no query has other columns than the one before because records came. Thread-safe; where two ask at once, both look
 * at records, and the first one's answer counts for both.
 */
public final class SampledColumns implements ColumnInference {
    private final TopicStore topics;
    private final Function<String, ReadSettings> settings;
    private final Map<Question, Found> known = new ConcurrentHashMap<>();

    private record Question(String topic, String topicId, PayloadSide side, SideOptions options) {}

    /** @param settings how a topic's records are read */
    public SampledColumns(TopicStore topics, Function<String, ReadSettings> settings) {
        this.topics = topics;
        this.settings = settings;
    }

    @Override
    public Found infer(String topic, PayloadSide side, SideOptions options) throws SchemaException {
        TopicLayout layout = topics.firstLayout(List.of(topic))
                .orElseThrow(() -> new SchemaException("topic " + topic + " is not there any more"));
        Question question = new Question(topic, layout.topicId(), side, options);
        Found before = known.get(question);
        if (before != null) {
            return before;
        }
        Found found = look(layout, side, options);
        Found first = known.putIfAbsent(question, found);
        return first == null ? found : first;
    }

    /** Looks anew when it is asked for the next time. */
    public void forget(String topic) {
        known.keySet().removeIf(question -> question.topic().equals(topic));
    }

    private Found look(TopicLayout layout, PayloadSide side, SideOptions options) throws SchemaException {
        if (!(options.given() instanceof GivenFormat.Inferred inferred)) {
            throw new IllegalArgumentException("columns that are not to be inferred");
        }
        Seen seen = new Seen();
        try {
            new SampleReader(topics, layout, settings.apply(layout.topic()), side)
                    .read(inferred.frame(), options.window(), inferred.sampleRecords(), seen);
        } catch (SchemaException e) {
            throw new SchemaException(cannot(layout, side) + e.getMessage() + "; " + otherwise(side), e);
        } catch (IOException e) {
            throw new SchemaException(
                    cannot(layout, side) + "records cannot be read: " + e.getMessage() + "; " + otherwise(side), e);
        }
        StructType columns = seen.inference.columns();
        if (columns.isEmpty()) {
            throw new SchemaException(cannot(layout, side) + seen.lack() + "; " + otherwise(side));
        }
        return new Found(new SchemaText(SchemaKind.JSON_COLUMNS, columns.toDDL(), List.of()), seen.sample());
    }

    private static String cannot(TopicLayout layout, PayloadSide side) {
        return "the columns of the " + side.word() + "s of topic " + layout.topic() + " cannot be inferred: ";
    }

    private static String otherwise(PayloadSide side) {
        return "set " + side.schemaOption() + " to the columns, or leave it out to read whole JSON values";
    }

    /** What was looked at. */
    private static final class Seen implements SampleReader.Sink {
        private final JsonInference inference = new JsonInference();
        private int objects;
        private int others;
        private int malformed;
        private int absent;

        @Override
        public void put(@Nullable String json) throws SchemaException {
            if (json == null) {
                absent++;
            } else if (inference.add(json)) {
                objects++;
            } else {
                others++;
            }
        }

        @Override
        public void putMalformed() {
            malformed++;
        }

        PayloadSample sample() {
            return new PayloadSample(objects, others, malformed, absent);
        }

        /** Why there are no columns. */
        String lack() {
            if (sample().records() == 0) {
                return "there are no records yet";
            }
            return (objects == 0 ? "no record that was looked at is a JSON object (" : "no object has a member (")
                    + sample() + ")";
        }
    }
}
