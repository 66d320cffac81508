package io.kaspar.schema.registry;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The header {@code Retry-After}: seconds, or a date. Source: RFC 9110, section 10.2.3. */
final class RetryAfter {
    private RetryAfter() {}

    /** How long to wait from now on; 0 when the header is missing, or says nothing that can be understood. */
    static long ms(@Nullable String header, long nowMs) {
        if (header == null || header.isBlank()) {
            return 0;
        }
        String text = header.strip();
        try {
            return text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? TimeUnit.SECONDS.toMillis(Long.parseLong(text))
                    : Math.max(
                            0,
                            Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text))
                                            .toEpochMilli()
                                    - nowMs);
        } catch (DateTimeException | NumberFormatException e) {
            return 0; // A header that is wrong must not make the answer worse than one without it.
        }
    }
}
