package io.kaspar.catalog.predicate;

/** Which keys can be decoded. A key that cannot fails the query, or is shown as null, as the option {@code mode} says. */
enum KeyReading {
    /** All. */
    ALWAYS,
    /** Those that a literal can equal; others may be malformed. */
    WHERE_NAMED,
    /** Maybe not even those: a header may say that they are something else. */
    UNSURE;

    /** @param areOthersWanted whether keys are wanted that no literal names */
    boolean isToldByBytes(boolean areOthersWanted) {
        return switch (this) {
            case ALWAYS -> true;
            case WHERE_NAMED -> !areOthersWanted;
            case UNSURE -> false;
        };
    }
}
