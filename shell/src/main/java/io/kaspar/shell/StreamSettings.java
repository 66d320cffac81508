package io.kaspar.shell;

import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.streaming.Trigger;

/**
 * How the streams of statements run.
 *
 * @param trigger how often they look for records, and whether they end
 * @param mode which rows come out; nothing for what the query allows, see {@link StreamPlan}
 */
record StreamSettings(Trigger trigger, Optional<OutputMode> mode) {
    /** What a trigger can be, for an error. */
    static final String TRIGGERS = "available-now, or how often streams look for records: '10 seconds'";

    /** What an output mode can be, for an error. */
    static final String MODES = "append, update or complete";

    /** Soon for an eye, and few questions to the brokers while nothing comes. */
    private static final Trigger STANDARD_TRIGGER = Trigger.ProcessingTime("500 milliseconds");

    private static final String AVAILABLE_NOW = "available-now";

    static StreamSettings standard() {
        return new StreamSettings(STANDARD_TRIGGER, Optional.empty());
    }

    /** With a trigger; nothing when the text is none, the standard one when the text is empty. */
    Optional<StreamSettings> withTrigger(String text) {
        return parseTrigger(text).map(parsed -> new StreamSettings(parsed, mode));
    }

    /** With an output mode; nothing when the text is none, what the query allows when the text is empty. */
    Optional<StreamSettings> withMode(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "" -> Optional.of(new StreamSettings(trigger, Optional.empty()));
            case "append" -> Optional.of(new StreamSettings(trigger, Optional.of(OutputMode.Append())));
            case "update" -> Optional.of(new StreamSettings(trigger, Optional.of(OutputMode.Update())));
            case "complete" -> Optional.of(new StreamSettings(trigger, Optional.of(OutputMode.Complete())));
            default -> Optional.empty();
        };
    }

    private static Optional<Trigger> parseTrigger(String text) {
        if (text.isEmpty()) {
            return Optional.of(STANDARD_TRIGGER);
        }
        if (text.equalsIgnoreCase(AVAILABLE_NOW)) {
            return Optional.of(Trigger.AvailableNow());
        }
        try {
            return Optional.of(Trigger.ProcessingTime(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
