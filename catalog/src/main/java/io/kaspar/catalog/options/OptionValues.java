package io.kaspar.catalog.options;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options as text, families apart, and their values as what they mean. Never printed: it holds credentials.
 *
 * <p>Each getter throws an {@link OptionException} that names the option, its value and the allowed ones.
 */
final class OptionValues {
    private final Map<KasparOption, String> texts;

    private OptionValues(Map<KasparOption, String> texts) {
        this.texts = texts;
    }

    static OptionValues of(Map<KasparOption, String> texts) {
        return new OptionValues(Map.copyOf(texts));
    }

    /** These values, and on top of them others. */
    OptionValues with(Map<KasparOption, String> others) {
        Map<KasparOption, String> all = new HashMap<>(texts);
        all.putAll(others);
        return OptionValues.of(all);
    }

    boolean isSet(KasparOption option) {
        return texts.containsKey(option);
    }

    /** The value, or the default; empty when neither is there. */
    Optional<String> find(KasparOption option) {
        String text = texts.getOrDefault(option, option.defaultText()).trim();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    String text(KasparOption option) {
        return find(option).orElse("");
    }

    boolean flag(KasparOption option) {
        return switch (text(option).toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw badValue(option);
        };
    }

    int integer(KasparOption option, int least, int most) {
        try {
            int number = Integer.parseInt(text(option));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badValue(option);
        }
        throw badValue(option);
    }

    /** A number of at least 1, or {@code otherwise} when the option is not set. */
    long count(KasparOption option, long otherwise) {
        return find(option).isPresent() ? number(option, 1) : otherwise;
    }

    /** A number that is not less than another one. */
    long number(KasparOption option, long least) {
        try {
            long number = Long.parseLong(text(option));
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw badValue(option);
        }
        throw badValue(option);
    }

    /** A size in bytes, more than 0. */
    long sizeBytes(KasparOption option) {
        OptionalLong sizeBytes = SizeText.parseBytes(text(option));
        if (sizeBytes.isEmpty() || sizeBytes.getAsLong() < 1) {
            throw badValue(option);
        }
        return sizeBytes.getAsLong();
    }

    /** A duration in milliseconds, more than 0 and no more than an {@code int} holds. */
    int durationMs(KasparOption option) {
        OptionalLong durationMs = DurationText.parseMs(text(option));
        if (durationMs.isEmpty() || durationMs.getAsLong() < 1 || durationMs.getAsLong() > Integer.MAX_VALUE) {
            throw badValue(option);
        }
        return Math.toIntExact(durationMs.getAsLong());
    }

    /** The constant of {@code type} that is called so, whatever the case. */
    <E extends Enum<E>> E choice(KasparOption option, Class<E> type) {
        String text = text(option).replace('-', '_');
        return Stream.of(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> badValue(option));
    }

    /** The error for a bad value; the value of a secret option is not shown. */
    OptionException badValue(KasparOption option) {
        String shown = Secrets.isSecret(option.optionName()) ? "a value that is not shown" : "'" + text(option) + "'";
        return new OptionException("option " + option.optionName() + " cannot be " + shown + "; it must be "
                + option.allowed().replace("`", ""));
    }

    @Override
    public String toString() {
        return texts.keySet().stream()
                .map(KasparOption::optionName)
                .sorted()
                .collect(Collectors.joining(", ", "OptionValues[", "]"));
    }
}
