package io.kaspar.catalog.options;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64k}, {@code 128m}, {@code 1g}; units are powers of 1024, a bare number is bytes. */
final class SizeText {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})\\s*([kmg]?)(i?b)?");

    private SizeText() {}

    /** The size in bytes; empty when the text is none. */
    static OptionalLong parseBytes(String text) {
        Matcher matcher = PATTERN.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
    }
}
