package io.kaspar.catalog.options;

/**
 * Which statements may change the cluster.
 *
 * @param mayDefine whether topics may be made and altered
 * @param mayDrop whether topics may be deleted
 * @param mayTruncate whether records may be deleted
 * @param isDryRun whether all of them only say what they would do
 */
public record DdlOptions(boolean mayDefine, boolean mayDrop, boolean mayTruncate, boolean isDryRun) {
    /** The option that allows to make and alter topics. */
    public static final String DEFINE_SWITCH = DdlOption.DDL_ENABLED.optionName();

    /** The option that allows to delete topics. */
    public static final String DROP_SWITCH = DdlOption.DROP_ENABLED.optionName();

    /** The option that allows to delete records. */
    public static final String TRUNCATE_SWITCH = DdlOption.TRUNCATE_ENABLED.optionName();

    static DdlOptions of(OptionValues values) {
        return new DdlOptions(
                values.flag(DdlOption.DDL_ENABLED),
                values.flag(DdlOption.DROP_ENABLED),
                values.flag(DdlOption.TRUNCATE_ENABLED),
                values.flag(DdlOption.DRY_RUN));
    }
}
