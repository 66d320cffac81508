package io.kaspar.catalog.options;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 500ms}, {@code 15s}, {@code 2m}, {@code 1h}; a bare number is milliseconds. */
final class DurationText {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,12})\\s*(ms|s|m|min|h|)");

    private DurationText() {}

    /** The duration in milliseconds; empty when the text is none. */
    static OptionalLong parseMs(String text) {
        Matcher matcher = PATTERN.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        long unitMs = switch (matcher.group(2)) {
            case "s" -> 1_000;
            case "m", "min" -> 60_000;
            case "h" -> 3_600_000;
            default -> 1;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) * unitMs);
    }
}
