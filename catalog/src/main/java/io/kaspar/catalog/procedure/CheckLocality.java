package io.kaspar.catalog.procedure;

import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.ExecutorHosts;
import io.kaspar.catalog.locality.HostAddresses;
import io.kaspar.catalog.locality.report.LocalityReport;
import io.kaspar.catalog.locality.report.LocalityRow;
import io.kaspar.catalog.locality.survey.DirectoryQuestion;
import io.kaspar.catalog.locality.survey.HostAnswer;
import io.kaspar.catalog.locality.survey.LogDirectoryHosts;
import io.kaspar.catalog.locality.survey.SurveyAnswers;
import io.kaspar.catalog.locality.survey.SurveyJob;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.schema.line.SinceSpark;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;

/** {@code CALL system.check_locality()}: which executors see which brokers' disks, and what to do where none does. */
@SinceSpark("4.0")
public final class CheckLocality extends DriverProcedure {
    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "check_locality";

    /** Time enough for executors to start. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private static final ProcedureParameter TOPIC = ProcedureParameter.in("topic", DataTypes.StringType)
            .defaultValue("NULL")
            .comment("also look at the directories of this topic's partitions")
            .build();

    private final Cluster cluster;
    private final CatalogOptions options;
    private final LogDirectoryHosts directoryHosts;
    private final HostAddresses addresses;

    public CheckLocality(
            Cluster cluster, CatalogOptions options, LogDirectoryHosts directoryHosts, HostAddresses addresses) {
        super(NAME, LocalityRow.type(), TOPIC);
        this.cluster = cluster;
        this.options = options;
        this.directoryHosts = directoryHosts;
        this.addresses = addresses;
    }

    @Override
    public String description() {
        return "For each executor's host and each broker: whether tasks there can read the broker's disk, and what to do if"
                + " not. With a topic, as in check_locality(topic => 'orders'), of the brokers and directories that hold it.";
    }

    @Override
    List<Row> rows(InternalRow arguments) {
        String topic = arguments.isNullAt(0) ? "" : text(arguments, 0);
        return check(topic).stream().map(LocalityRow::row).toList();
    }

    private List<LocalityRow> check(String topic) {
        if (options.cluster().isOffline()) {
            throw new OptionException("check_locality asks brokers, but this catalog reads the copied directories of"
                    + " log.dirs; set kafka.bootstrap.servers to read a cluster");
        }
        ReadOptions read = options.topic(topic).forQuery(Map.of()).read();
        String topicId = topic.isEmpty()
                ? ""
                : new NamedTopics(cluster, options).require(topic).topicId();
        ClusterLogDirectories directories = of(topic, cluster.directories(topic));
        DirectoryQuestion question = new DirectoryQuestion(directories, topic, topicId, read.logDirs(), false);
        SparkContext context =
                Objects.requireNonNull(SessionFacts.current().context(), "a procedure is called in a session");
        SurveyJob survey = new SurveyJob(context);
        SurveyAnswers given = survey.ask(question, hosts(survey, context), LONGEST_WAIT);
        Collection<HostAnswer> answers = given.answers();
        Set<String> hosts = hosts(survey, context);
        answers.forEach(answer -> hosts.add(answer.host()));
        FoundHosts found = directoryHosts.learn(question, hosts, answers);
        BrokerHosts brokerHosts = new BrokerHosts(
                read.hosts().mappings(), hosts, addresses, read.hosts().isAuto() ? found : FoundHosts.NOT_ASKED);
        return new LocalityReport(directories, brokerHosts, addresses).rows(hosts, given);
    }

    /** Before any executor has started it is the driver's host: the job itself makes Spark start executors. */
    private static Set<String> hosts(SurveyJob survey, SparkContext context) {
        Set<String> hosts = survey.hosts();
        return hosts.isEmpty() ? new TreeSet<>(ExecutorHosts.of(context)) : hosts;
    }

    /** Only the brokers and directories that hold some of the topic, and those that say nothing. */
    private static ClusterLogDirectories of(String topic, ClusterLogDirectories directories) {
        if (topic.isEmpty()) {
            return directories;
        }
        List<BrokerLogDirectories> brokers = directories.brokers().stream()
                .map(broker -> new BrokerLogDirectories(
                        broker.nodeId(),
                        broker.host(),
                        broker.directories().stream()
                                .filter(directory -> !directory.partitions().isEmpty())
                                .toList(),
                        broker.unknownBecause()))
                .filter(broker -> !broker.directories().isEmpty()
                        || !broker.unknownBecause().isEmpty())
                .toList();
        return new ClusterLogDirectories(directories.clusterId(), brokers);
    }
}
