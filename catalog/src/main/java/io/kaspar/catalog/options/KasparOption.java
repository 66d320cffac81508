package io.kaspar.catalog.options;

import java.util.Set;

/**
 * An option of Kaspar: name, default, allowed values and documentation, which stand nowhere else. An enum for each theme;
 * {@link OptionTheme} lists them.
 */
sealed interface KasparOption
        permits ClusterOption,
                RegistryOption,
                SchemaOption,
                ColumnOption,
                BoundOption,
                ReadOption,
                LocalityOption,
                SplitOption,
                StreamOption,
                WriteOption,
                DdlOption,
                SourceOption {
    OptionDefinition definition();

    /** The name, or for a family of options their common start and a {@code *}. */
    default String optionName() {
        return definition().optionName();
    }

    /** The value when it is not set; empty when there is none. */
    default String defaultText() {
        return definition().defaultText();
    }

    /** The allowed values, in words and Markdown. */
    default String allowed() {
        return definition().allowed();
    }

    default String documentation() {
        return definition().documentation();
    }

    default Set<OptionScope> scopes() {
        return definition().scopes();
    }

    /** Whether this is a family of options rather than one. */
    default boolean isFamily() {
        return optionName().endsWith("*");
    }

    /** The common start of a family's names. */
    default String familyPrefix() {
        return optionName().substring(0, optionName().length() - 1);
    }

    /** Whether this option, or one of this family, is called {@code name}; case counts as little as Spark lets it. */
    default boolean isCalled(String name) {
        if (isFamily()) {
            String prefix = familyPrefix();
            return name.length() > prefix.length() && name.regionMatches(true, 0, prefix, 0, prefix.length());
        }
        return optionName().equalsIgnoreCase(name);
    }
}
