package io.kaspar.catalog.options;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What there is to know of an option.
 *
 * @param optionName the name, or for a family of options their common start and a {@code *}
 * @param defaultText the value when it is not set; empty when there is none
 * @param allowed the allowed values, in words and Markdown
 * @param scopes where it can be set
 */
record OptionDefinition(
        String optionName, String defaultText, String allowed, String documentation, Set<OptionScope> scopes) {
    OptionDefinition {
        scopes = Collections.unmodifiableSet(EnumSet.copyOf(scopes));
    }

    static OptionDefinition of(
            String optionName, String defaultText, String allowed, String documentation, OptionScope... scopes) {
        return new OptionDefinition(optionName, defaultText, allowed, documentation, EnumSet.copyOf(List.of(scopes)));
    }
}
