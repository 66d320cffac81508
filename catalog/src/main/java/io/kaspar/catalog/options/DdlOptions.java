package io.kaspar.catalog.options;

/**
 * Which statements may change the cluster.
 *
 * @param mayDefine whether topics may be made and altered
 * @param mayDrop whether topics may be deleted
 */
public record DdlOptions(boolean mayDefine, boolean mayDrop) {
    /** The option that allows to make and alter topics. */
    public static final String DEFINE_SWITCH = DdlOption.DDL_ENABLED.optionName();

    /** The option that allows to delete topics. */
    public static final String DROP_SWITCH = DdlOption.DROP_ENABLED.optionName();

    static DdlOptions of(OptionValues values) {
        return new DdlOptions(values.flag(DdlOption.DDL_ENABLED), values.flag(DdlOption.DROP_ENABLED));
    }
}
