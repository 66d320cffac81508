package io.kaspar.catalog.locality.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.survey.HostAnswer;
import io.kaspar.catalog.locality.survey.LogDirectoryAnswer;
import io.kaspar.catalog.locality.survey.SurveyAnswers;
import io.kaspar.catalog.options.HostMapping;
import io.kaspar.reader.directory.DirectoryVerdict;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalityReportTest {
    private static final HostAddresses ADDRESSES =
            host -> host.equals("broker-1") ? Set.of(InetAddress.getLoopbackAddress()) : Set.of();

    private static BrokerLogDirectories broker(int nodeId, String... paths) {
        List<BrokerLogDirectories.Directory> directories = List.of(paths).stream()
                .map(path -> new BrokerLogDirectories.Directory(path, List.of(), ""))
                .toList();
        return new BrokerLogDirectories(
                nodeId, "broker-" + nodeId, directories, directories.isEmpty() ? "it may not tell" : "");
    }

    private static LogDirectoryAnswer found(int nodeId, String logDir, DirectoryVerdict verdict) {
        boolean isThere = verdict != DirectoryVerdict.MISSING;
        return new LogDirectoryAnswer(
                nodeId,
                logDir,
                "/mnt" + logDir,
                verdict,
                logDir + " is " + verdict,
                isThere ? "c" : "",
                isThere ? "" + nodeId : "",
                isThere ? "/mnt (/dev/sdb) ext4" : "");
    }

    private static LocalityRow row(BrokerLogDirectories broker, String host, LogDirectoryAnswer... answers) {
        return rows(List.of(broker), List.of(), host, answers).get(0);
    }

    private static List<LocalityRow> rows(
            List<BrokerLogDirectories> brokers,
            List<HostMapping> mappings,
            String host,
            LogDirectoryAnswer... answers) {
        return rows(brokers, mappings, FoundHosts.NOT_ASKED, host, answers);
    }

    private static List<LocalityRow> rows(
            List<BrokerLogDirectories> brokers,
            List<HostMapping> mappings,
            FoundHosts foundHosts,
            String host,
            LogDirectoryAnswer... answers) {
        return new LocalityReport(
                        new ClusterLogDirectories("c", brokers),
                        new BrokerHosts(mappings, List.of(host), ADDRESSES, foundHosts),
                        ADDRESSES)
                .rows(
                        List.of(host),
                        SurveyAnswers.of(
                                answers.length == 0
                                        ? List.of()
                                        : List.of(new HostAnswer(host, "spark", List.of(answers)))));
    }

    @Test
    void saysWhatBothSidesSee() {
        LocalityRow row = row(broker(1, "/data"), "broker-1", found(1, "/data", DirectoryVerdict.MATCHES));

        assertThat(row.row().mkString("|"))
                .isEqualTo("broker-1|127.0.0.1|1|broker-1|127.0.0.1|/data|/mnt/data|c|1|true|spark"
                        + "|/mnt (/dev/sdb) ext4|LOCAL|Nothing: tasks on this host read the broker's disk.");
    }

    @Test
    void saysHowToTellSparkWhoseHostItIs() {
        LogDirectoryAnswer answer = found(1, "/data", DirectoryVerdict.MATCHES);

        assertThat(row(broker(1, "/data"), "10.1.2.3", answer))
                .extracting(LocalityRow::verdict, LocalityRow::whatToDo)
                .containsExactly(
                        LocalityVerdict.NOT_PREFERRED,
                        "Tell Spark that this host is the broker's, with the option hosts=1=10.1.2.3,"
                                + " or with hosts=auto where hosts come and go, as on Kubernetes.");
        assertThat(rows(List.of(broker(1, "/data")), List.of(new HostMapping("1", "10.1.2.3")), "10.1.2.3", answer)
                        .get(0)
                        .verdict())
                .isEqualTo(LocalityVerdict.LOCAL);
    }

    @Test
    void needsNoNameWhereExecutorsAreAskedForAllOfABrokersDisks() {
        FoundHosts all = new FoundHosts(
                Map.of(
                        new BrokerLogDirectory(1, "/a"),
                        List.of("10.1.2.3"),
                        new BrokerLogDirectory(1, "/b"),
                        List.of("10.1.2.3")),
                Set.of("10.1.2.3"),
                1);
        FoundHosts one =
                new FoundHosts(Map.of(new BrokerLogDirectory(1, "/a"), List.of("10.1.2.3")), Set.of("10.1.2.3"), 1);
        LogDirectoryAnswer[] answers = {
            found(1, "/a", DirectoryVerdict.MATCHES), found(1, "/b", DirectoryVerdict.MATCHES)
        };

        assertThat(rows(List.of(broker(1, "/a", "/b")), List.of(), all, "10.1.2.3", answers))
                .extracting(LocalityRow::verdict)
                .containsExactly(LocalityVerdict.LOCAL);
        assertThat(rows(List.of(broker(1, "/a", "/b")), List.of(), one, "10.1.2.3", answers))
                .extracting(LocalityRow::verdict)
                .containsExactly(LocalityVerdict.NOT_PREFERRED);
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING, NOT_FOUND, Mount the broker's directory /data",
        "NOT_READABLE, NOT_READABLE, Let the executors' user read",
        "OTHER_CLUSTER, OTHER_CLUSTER, Mount a directory of the cluster c",
        "OTHER_NODE, OTHER_NODE, Mount this broker's directory",
        "OTHER_TOPIC, OTHER_TOPIC, REFRESH TABLE",
        "NO_TOPIC_ID, NO_TOPIC_ID, read over the network until",
    })
    void saysWhatToDo(DirectoryVerdict found, LocalityVerdict verdict, String advice) {
        LocalityRow row = row(broker(1, "/data"), "broker-1", found(1, "/data", found));

        assertThat(row.verdict()).isEqualTo(verdict);
        assertThat(row.whatToDo()).contains(advice, "/data is " + found);
    }

    @Test
    void knowsThatABrokerElsewhereNeedsNothing() {
        assertThat(row(broker(2, "/data"), "broker-1", found(2, "/data", DirectoryVerdict.MISSING)))
                .satisfies(row -> {
                    assertThat(row.verdict()).isEqualTo(LocalityVerdict.NOT_FOUND);
                    assertThat(row.whatToDo()).startsWith("Nothing, if the broker runs on another host");
                    assertThat(row.isReadable()).isNull();
                });
    }

    @Test
    void countsTheWorstOfABrokersDirectories() {
        LocalityRow row = row(
                broker(1, "/a", "/b"),
                "broker-1",
                found(1, "/a", DirectoryVerdict.MATCHES),
                found(1, "/b", DirectoryVerdict.NOT_READABLE));

        assertThat(row.verdict()).isEqualTo(LocalityVerdict.NOT_READABLE);
        assertThat(row.logDirs()).isEqualTo("/a, /b");
        assertThat(row.isReadable()).isFalse();
    }

    @Test
    void saysWhoDidNotAnswer() {
        assertThat(row(broker(1), "broker-1", found(9, "/x", DirectoryVerdict.MATCHES)))
                .satisfies(row -> {
                    assertThat(row.verdict()).isEqualTo(LocalityVerdict.NOT_TOLD);
                    assertThat(row.whatToDo()).contains("DESCRIBE on the cluster", "it may not tell");
                });
        assertThat(row(broker(1, "/data"), "broker-1").verdict()).isEqualTo(LocalityVerdict.NOT_REACHED);
    }

    @Test
    void saysWhyTheCheckFailed() {
        List<LocalityRow> rows = new LocalityReport(
                        new ClusterLogDirectories("c", List.of(broker(1, "/data"))),
                        new BrokerHosts(List.of(), List.of("a", "b"), ADDRESSES, FoundHosts.NOT_ASKED),
                        ADDRESSES)
                .rows(
                        List.of("a", "b"),
                        new SurveyAnswers(
                                List.of(new HostAnswer(
                                        "b", "spark", List.of(found(1, "/data", DirectoryVerdict.MISSING)))),
                                "Spark could not load X"));

        assertThat(rows)
                .extracting(LocalityRow::verdict)
                .containsExactly(LocalityVerdict.CHECK_FAILED, LocalityVerdict.NOT_FOUND);
        assertThat(rows.get(0).whatToDo()).contains("Spark could not load X.").doesNotContain("idle");
    }

    @Test
    void hasARowForEachHostAndBroker() {
        assertThat(rows(
                        List.of(broker(1, "/a"), broker(2, "/a")),
                        List.of(),
                        "broker-1",
                        found(1, "/a", DirectoryVerdict.MATCHES),
                        found(2, "/a", DirectoryVerdict.OTHER_NODE)))
                .extracting(LocalityRow::broker, LocalityRow::verdict)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, LocalityVerdict.LOCAL),
                        org.assertj.core.groups.Tuple.tuple(2, LocalityVerdict.OTHER_NODE));
    }
}
