package io.kaspar.reader.log;

/** Why records that a query was planned to read are not there any more. */
public enum DataLoss {
    RETENTION("deleted by retention or DeleteRecords"),
    TRUNCATION("cut off by an unclean leader election"),
    TOPIC_DELETED("the topic was deleted"),
    TOPIC_CREATED_AGAIN("the topic was deleted and created again");

    private final String text;

    DataLoss(String text) {
        this.text = text;
    }

    /** The cause in words, for metrics and logs. */
    public String text() {
        return text;
    }
}
