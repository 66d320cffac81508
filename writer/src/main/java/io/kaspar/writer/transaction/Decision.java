package io.kaspar.writer.transaction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * That a write, or an epoch of it, is to be committed: from the moment that this is in the log of decisions, all of its transactions are
 * committed, by whoever comes.
 *
 * @param epoch of a stream; 0 otherwise
 * @param isDone whether all transactions are committed
 * @param transactions that belong to it; empty once it is done
 * @param atMs when it was decided, or done
 */
record Decision(WriteIdentity write, long epoch, boolean isDone, List<OpenTransaction> transactions, long atMs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Decision {
        transactions = List.copyOf(transactions);
    }

    static Decision toCommit(WriteIdentity write, long epoch, List<OpenTransaction> transactions) {
        return new Decision(write, epoch, false, transactions, System.currentTimeMillis());
    }

    static Decision done(WriteIdentity write, long epoch) {
        return new Decision(write, epoch, true, List.of(), System.currentTimeMillis());
    }

    /** The key of its record: who has that transactional id, and nobody else, writes records of this key. */
    String key() {
        return write.driverId();
    }

    String json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", 1);
        json.put("prefix", write.prefix());
        json.put("topic", write.topic());
        json.put("topicId", write.topicId());
        json.put("kind", write.kind().text());
        json.put("write", write.writeId());
        json.put("epoch", epoch);
        json.put("state", isDone ? "done" : "decided");
        json.put("at", Instant.ofEpochMilli(atMs).toString());
        ArrayNode all = json.putArray("transactions");
        for (OpenTransaction transaction : transactions) {
            all.addObject()
                    .put("id", transaction.id())
                    .put("producerId", transaction.producerId())
                    .put("producerEpoch", transaction.producerEpoch());
        }
        return json.toString();
    }

    /** @throws IllegalArgumentException when it is none */
    static Decision of(String json) {
        try {
            JsonNode read = JSON.readTree(json);
            if (read.path("version").asInt() != 1) {
                throw new IllegalArgumentException("not of version 1");
            }
            List<OpenTransaction> transactions = new ArrayList<>();
            for (JsonNode transaction : read.path("transactions")) {
                transactions.add(new OpenTransaction(
                        transaction.path("id").asText(),
                        transaction.path("producerId").asLong(),
                        transaction.path("producerEpoch").asInt()));
            }
            return new Decision(
                    new WriteIdentity(
                            read.path("prefix").asText(),
                            read.path("topic").asText(),
                            read.path("topicId").asText(),
                            WriteIdentity.Kind.of(read.path("kind").asText()),
                            read.path("write").asText()),
                    read.path("epoch").asLong(),
                    read.path("state").asText().equals("done"),
                    transactions,
                    Instant.parse(read.path("at").asText()).toEpochMilli());
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("no decision: " + e.getMessage(), e);
        }
    }
}
