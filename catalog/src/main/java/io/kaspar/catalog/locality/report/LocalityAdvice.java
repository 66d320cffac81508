package io.kaspar.catalog.locality.report;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.locality.survey.LogDirectoryAnswer;
import io.kaspar.reader.directory.DirectoryVerdict;

/**
 * Says in a sentence what to do about a verdict.
 *
 * @param clusterId that was expected
 * @param isPreferred whether Spark sends tasks for the broker's disks to this host
 * @param failure of the job that checks; empty when it did not fail
 */
record LocalityAdvice(String clusterId, BrokerLogDirectories broker, String host, boolean isPreferred, String failure) {
    /** Where no directory was looked for. */
    static final LogDirectoryAnswer NOTHING =
            new LogDirectoryAnswer(0, "", "", DirectoryVerdict.MISSING, "no directory was looked for", "", "", "");

    /** @param worst the directory that the verdict is about */
    String of(LocalityVerdict verdict, LogDirectoryAnswer worst) {
        return switch (verdict) {
            case LOCAL -> "Nothing: tasks on this host read the broker's disk.";
            case NOT_PREFERRED ->
                "Tell Spark that this host is the broker's, with the option hosts=" + broker.nodeId() + "=" + host
                        + ", or with hosts=auto where hosts come and go, as on Kubernetes.";
            case NOT_TOLD ->
                "Let the broker tell its log directories (the principal needs DESCRIBE on the cluster): "
                        + broker.unknownBecause() + ".";
            case NOT_REACHED -> "Call again when the executors of this host are idle: none of them ran the check.";
            case CHECK_FAILED -> "Call again when this is repaired: " + failure + ".";
            case NOT_READABLE -> "Let the executors' user read the files: " + worst.detail() + ".";
            case OTHER_TOPIC ->
                "Run REFRESH TABLE, or wait until the broker has deleted the old topic: " + worst.detail() + ".";
            case NO_TOPIC_ID ->
                "Nothing on this host: the topic is read over the network until its brokers have written down its id, as"
                        + " Kafka 2.8 and later do when they lead it: " + worst.detail() + ".";
            case OTHER_NODE ->
                isPreferred
                        ? "Mount this broker's directory here and name the place in log.dirs: " + worst.detail() + "."
                        : "Nothing, if another broker runs on this host: " + worst.detail() + ".";
            case OTHER_CLUSTER ->
                "Mount a directory of the cluster " + clusterId + " here, or correct log.dirs: " + worst.detail() + ".";
            case NOT_FOUND -> notFound(worst);
        };
    }

    private String notFound(LogDirectoryAnswer worst) {
        return isPreferred
                ? "Mount the broker's directory " + worst.logDir() + " on this host, or say in log.dirs where it is ("
                        + worst.logDir() + "=…): " + worst.detail() + "."
                : "Nothing, if the broker runs on another host; else mount its directory here and set log.dirs, and hosts=auto.";
    }
}
