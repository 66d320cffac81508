package io.kaspar.writer;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.internals.TransactionManager;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.utils.ProducerIdAndEpoch;

/**
 * Gives a producer the identity of another one, by which it sends in that one's transaction. Kafka's producer has no public way to that;
 * its fields are reached by their names, and a producer without them is refused.
 */
final class AdoptedIdentity {
    private static final String INITIALIZING = "INITIALIZING";
    private static final String READY = "READY";

    private AdoptedIdentity() {}

    /** What is reached inside of a producer. */
    private record Inside(Field manager, Method setIdentity, Method moveTo, Class<?> states) {
        static Inside find() {
            try {
                Field manager = KafkaProducer.class.getDeclaredField("transactionManager");
                Class<?> states = TransactionManager.class
                        .getDeclaredField("currentState")
                        .getType();
                Method setIdentity =
                        TransactionManager.class.getDeclaredMethod("setProducerIdAndEpoch", ProducerIdAndEpoch.class);
                Method moveTo = TransactionManager.class.getDeclaredMethod("transitionTo", states);
                manager.setAccessible(true);
                setIdentity.setAccessible(true);
                moveTo.setAccessible(true);
                Inside inside = new Inside(manager, setIdentity, moveTo, states);
                inside.state(INITIALIZING);
                inside.state(READY);
                return inside;
            } catch (ReflectiveOperationException | RuntimeException e) {
                throw new KafkaException(
                        "the producer of this kafka-clients cannot send in a transaction that it did not begin; set the option"
                                + " atomic.senders=1",
                        e);
            }
        }

        Object state(String name) {
            return Arrays.stream(states.getEnumConstants())
                    .filter(state -> state.toString().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("a producer has no state " + name));
        }
    }

    /** @throws KafkaException when this client's producers cannot do it */
    static void requirePossible() {
        var unused = Inside.find();
    }

    /**
     * Makes a new producer one that may begin to send in the transaction.
     *
     * @param topic that it will send to
     */
    static void adopt(Producer<byte[], byte[]> producer, SharedIdentity identity, String topic) {
        // a broker has told by then which version of transactions the cluster has
        var unused = producer.partitionsFor(topic);
        Inside inside = Inside.find();
        try {
            TransactionManager manager = (TransactionManager) inside.manager().get(producer);
            // the producer's own thread looks at them
            synchronized (manager) {
                inside.moveTo().invoke(manager, inside.state(INITIALIZING));
                inside.setIdentity()
                        .invoke(manager, new ProducerIdAndEpoch(identity.producerId(), identity.producerEpoch()));
                manager.maybeUpdateTransactionV2Enabled(true);
                inside.moveTo().invoke(manager, inside.state(READY));
            }
            if (manager.isTransactionV2Enabled() != identity.hasEpochs()) {
                throw new KafkaException("brokers do not agree about the cluster's transaction.version; try again");
            }
        } catch (ReflectiveOperationException e) {
            throw new KafkaException("a producer did not take the identity of another one", e);
        }
    }
}
