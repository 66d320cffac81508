package io.kaspar.catalog.error;

/**
 * A statement was checked, and would have gone on to do what the message says, were it not for the option {@code dry-run}. An error, since
 * statements that change something have no rows in which to say it.
 */
public final class DryRunException extends RuntimeException implements StatedError {
    private static final long serialVersionUID = 1L;

    /** @param wouldHappen in a clause */
    public DryRunException(String wouldHappen) {
        super("nothing was changed, since dry-run=true: " + wouldHappen);
    }

    @Override
    public String getSqlState() {
        return BAD_VALUE;
    }
}
