package io.kaspar.catalog.options;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 64k}, {@code 128m}, {@code 1g}; units are powers of 1024, a bare number is bytes. */
public final class SizeText {
    private static final Pattern PATTERN = Pattern.compile("(\\d{1,9})\\s*([kmg]?)(i?b)?");

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final int UNIT = 1024;

    private SizeText() {}

    /** A size to be read by people, with one digit behind the point: {@code 12.3 MiB}. */
    public static String words(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= UNIT && unit < UNITS.length - 1) {
            size /= UNIT;
            unit++;
        }
        return unit == 0 ? bytes + " " + UNITS[0] : String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }

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
