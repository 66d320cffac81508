package io.kaspar.client.broker;

import java.io.IOException;
import org.apache.kafka.common.requests.AbstractResponse;

/** What one of several brokers answered, or why it did not. */
public final class BrokerAnswer {
    private final Outcome outcome;

    private BrokerAnswer(Outcome outcome) {
        this.outcome = outcome;
    }

    static BrokerAnswer of(AbstractResponse response) {
        return new BrokerAnswer(() -> response);
    }

    static BrokerAnswer failed(IOException failure) {
        return new BrokerAnswer(() -> {
            throw failure;
        });
    }

    /**
     * The answer.
     *
     * @throws IOException why there is none
     */
    public AbstractResponse response() throws IOException {
        return outcome.get();
    }

    private interface Outcome {
        AbstractResponse get() throws IOException;
    }
}
