package io.kaspar.soak;

/** How often each row of a write has to be in its topic, when all is done. */
enum Promise {
    AT_LEAST_ONCE("at-least-once"),
    ONCE("exactly-once"),
    /** Once, or none of them: a statement without a name, whose driver died. */
    ONCE_OR_NONE("exactly-once");

    private final String delivery;

    Promise(String delivery) {
        this.delivery = delivery;
    }

    /** What users write for it. */
    String delivery() {
        return delivery;
    }
}
