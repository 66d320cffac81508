package io.kaspar.catalog.procedure.view;

import io.kaspar.catalog.options.OptionException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How views of topics are called. Session catalogs take letters, digits and underscores, and a Hive metastore keeps no upper case:
 * the topic {@code Shop.my-orders} becomes {@code shop_my_orders}.
 *
 * @param prefix what all of them start with
 */
public record ViewNames(String prefix) {
    private static final Pattern NOT_IN_NAMES = Pattern.compile("[^a-z0-9_]");

    public ViewNames {
        if (NOT_IN_NAMES.matcher(prefix).find()) {
            throw new OptionException("the prefix of the views is " + prefix
                    + "; names of views have lower-case letters a to z, digits and underscores only");
        }
    }

    String of(String topic) {
        return prefix + NOT_IN_NAMES.matcher(topic.toLowerCase(Locale.ROOT)).replaceAll("_");
    }

    /** Whether nothing but the prefix had to be changed. */
    boolean isExact(String topic) {
        return of(topic).equals(prefix + topic);
    }
}
