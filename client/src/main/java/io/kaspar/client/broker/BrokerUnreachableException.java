package io.kaspar.client.broker;

import java.io.IOException;

/** A broker cannot be connected to, or went away before it answered: worth another try, here or at another broker. */
public final class BrokerUnreachableException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BrokerUnreachableException(String problem) {
        super(problem);
        this.problem = problem;
    }

    /** What is wrong, without advice. */
    public String problem() {
        return problem;
    }
}
