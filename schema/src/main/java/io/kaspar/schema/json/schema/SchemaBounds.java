package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The least and the greatest number that a schema allows, both included; null for none. Bounds that are excluded count as
 * included ones: types are chosen by them, and nothing is refused.
 */
record SchemaBounds(@Nullable BigDecimal least, @Nullable BigDecimal greatest) {
    static final SchemaBounds NONE = new SchemaBounds(null, null);

    /** Numbers of more digits are bounds of nothing. */
    private static final int MAX_DIGITS = 38;

    private static final BigDecimal INT_MIN = BigDecimal.valueOf(Integer.MIN_VALUE);
    private static final BigDecimal INT_MAX = BigDecimal.valueOf(Integer.MAX_VALUE);

    SchemaBounds and(JsonNode schema) {
        SchemaBounds bounds = this;
        for (String keyword : new String[] {"minimum", "exclusiveMinimum"}) {
            bounds = bounds.atLeast(schema.path(keyword));
        }
        for (String keyword : new String[] {"maximum", "exclusiveMaximum"}) {
            bounds = bounds.atMost(schema.path(keyword));
        }
        return bounds;
    }

    /** Whether a schema says something of numbers. */
    static boolean areIn(JsonNode schema) {
        return schema.path("minimum").isNumber()
                || schema.path("maximum").isNumber()
                || schema.path("exclusiveMinimum").isNumber()
                || schema.path("exclusiveMaximum").isNumber()
                || schema.has("multipleOf");
    }

    private SchemaBounds atLeast(JsonNode bound) {
        BigDecimal number = number(bound);
        return number == null || (least != null && least.compareTo(number) >= 0)
                ? this
                : new SchemaBounds(number, greatest);
    }

    private SchemaBounds atMost(JsonNode bound) {
        BigDecimal number = number(bound);
        return number == null || (greatest != null && greatest.compareTo(number) <= 0)
                ? this
                : new SchemaBounds(least, number);
    }

    private static @Nullable BigDecimal number(JsonNode bound) {
        return bound.isNumber() && Double.isFinite(bound.doubleValue()) ? bound.decimalValue() : null;
    }

    /** Whether all integers between them are ints. */
    boolean fitInt() {
        return least != null && least.compareTo(INT_MIN) >= 0 && greatest != null && greatest.compareTo(INT_MAX) <= 0;
    }

    /** The digits of the longest integer between them, when there are integers that are no longs; 38 at most. */
    Optional<Integer> digitsBeyondLong() {
        if (least == null
                || greatest == null
                || precisionOf(least) > MAX_DIGITS
                || precisionOf(greatest) > MAX_DIGITS) {
            return Optional.empty();
        }
        BigInteger low = least.toBigInteger();
        BigInteger high = greatest.toBigInteger();
        int digits = Math.max(digits(low), digits(high));
        boolean isLong = low.bitLength() < Long.SIZE && high.bitLength() < Long.SIZE;
        return isLong || digits > MAX_DIGITS ? Optional.empty() : Optional.of(digits);
    }

    /** Digits before the point, whatever the exponent. */
    private static long precisionOf(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    private static int digits(BigInteger number) {
        return number.abs().toString().length();
    }
}
