package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.SizeText;
import io.kaspar.catalog.plan.LogBytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no batch begin that would read more than {@code max.scan.bytes} says. Spark may plan it, so that {@code EXPLAIN} shows it.
 *
 * @param read what the batch would read
 * @param mostBytes that it may read
 * @param topics in words
 */
record ScanGuard(LogBytes read, long mostBytes, String topics) {
    private static final Logger LOG = LoggerFactory.getLogger(ScanGuard.class);
    private static final int PERCENT = 100;

    /** @throws OptionException when it would read more */
    void requireWithin() {
        if (read.isGuess()) {
            LOG.warn(
                    "max.scan.bytes is compared with a guess: not all brokers tell how large the logs of {} are,"
                            + " so their offsets are taken for {}",
                    topics,
                    SizeText.words(read.bytes()));
        }
        if (read.bytes() > mostBytes) {
            throw new OptionException(message());
        }
    }

    private String message() {
        long percent = PERCENT * mostBytes / read.bytes();
        return "the query would read about " + SizeText.words(read.bytes()) + " of " + topics + ", " + read.offsets()
                + " offsets, and option max.scan.bytes allows " + SizeText.words(mostBytes)
                + (read.isGuess() ? " (a guess: not all brokers tell how large the logs are)" : "")
                + ". Ask for less, by a condition on timestamp, offset or partition that leaves about "
                + Math.max(1, percent) + " % of it, or LIMIT; or set max.scan.bytes to more for this query";
    }
}
