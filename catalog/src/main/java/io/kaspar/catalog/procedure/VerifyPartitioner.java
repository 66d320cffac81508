package io.kaspar.catalog.procedure;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.schema.line.SinceSpark;
import io.kaspar.writer.KeyPartitioner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL system.verify_partitioner('orders')}: whether all keys of a topic lie where a partitioner puts them. Reads all records. */
@SinceSpark("4.0")
public final class VerifyPartitioner extends DriverProcedure {
    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "verify_partitioner";

    private static final StructType TYPE = new StructType()
            .add("partitioner", DataTypes.StringType, false)
            .add("partitions", DataTypes.IntegerType, false)
            .add("records", DataTypes.LongType, false)
            .add("keys", DataTypes.LongType, false)
            .add("elsewhere", DataTypes.LongType, false)
            .add("first_elsewhere", DataTypes.StringType)
            .add("what_to_do", DataTypes.StringType, false);

    private static final ProcedureParameter TOPIC = ProcedureParameter.in("topic", DataTypes.StringType)
            .comment("the topic, all of whose records are read")
            .build();

    /** Whatever the catalog says, and of transactions that were aborted, too: their producers have partitioners as well. */
    private static final Map<String, String> EVERY_RECORD =
            Map.of("failOnDataLoss", "true", "isolation", "read_uncommitted");

    private final String catalog;
    private final Cluster cluster;
    private final CatalogOptions options;
    private final RawTables rawTables;

    /** The table of whole records of a topic, as a query writes it. */
    public interface RawTables {
        String of(String topic);
    }

    /** @param catalog as queries name it */
    public VerifyPartitioner(String catalog, Cluster cluster, CatalogOptions options, RawTables rawTables) {
        super(NAME, TYPE, TOPIC);
        this.catalog = catalog;
        this.cluster = cluster;
        this.options = options;
        this.rawTables = rawTables;
    }

    @Override
    public String description() {
        return "Reads all keys of a topic, as in verify_partitioner('orders'), and says for each value of the option partitioner"
                + " how many of them lie in another partition than it would put them.";
    }

    @Override
    List<Row> rows(InternalRow arguments) {
        return verify(text(arguments, 0));
    }

    private List<Row> verify(String topic) {
        if (options.cluster().isOffline()) {
            throw new OptionException(
                    "verify_partitioner asks brokers how many partitions a topic has, but this catalog reads"
                            + " the copied directories of log.dirs; set kafka.bootstrap.servers to read a cluster");
        }
        cluster.forget(topic);
        TopicLayout layout = new NamedTopics(cluster, options).require(topic);
        List<Row> rows = new ArrayList<>();
        KeyPartitioner[] partitioners = KeyPartitioner.values();
        List<KeyTally> tallies = count(topic, layout.partitionCount());
        for (int index = 0; index < partitioners.length; index++) {
            rows.add(row(topic, layout.partitionCount(), partitioners[index], tallies.get(index)));
        }
        return rows;
    }

    /** For each partitioner. */
    private List<KeyTally> count(String topic, int partitionCount) {
        SparkSession session = SparkSession.active();
        List<long[]> answers = session.read()
                .options(EVERY_RECORD)
                .table(rawTables.of(topic))
                .select("partition", "offset", "key")
                .toJavaRDD()
                .mapPartitions(new KeyCount(partitionCount))
                .collect();
        int partitioners = KeyPartitioner.values().length;
        List<KeyTally> tallies = new ArrayList<>(Collections.nCopies(partitioners, KeyTally.NOTHING));
        for (int index = 0; index < answers.size(); index++) {
            int partitioner = index % partitioners;
            tallies.set(partitioner, tallies.get(partitioner).plus(KeyTally.ofNumbers(answers.get(index))));
        }
        return tallies;
    }

    private Row row(String topic, int partitionCount, KeyPartitioner partitioner, KeyTally tally) {
        return RowFactory.create(
                partitioner.optionValue(),
                partitionCount,
                tally.records(),
                tally.keys(),
                tally.elsewhere(),
                tally.elsewhere() == 0
                        ? null
                        : "partition " + tally.partition() + ", offset " + tally.offset()
                                + ": it would be in partition " + tally.place(),
                whatToDo(topic, partitioner, tally));
    }

    private String whatToDo(String topic, KeyPartitioner partitioner, KeyTally tally) {
        String option = "partitioner=" + partitioner.optionValue();
        if (tally.keys() == 0) {
            return "no record has a key, so that nothing is known";
        }
        if (tally.elsewhere() > 0) {
            return "do not set " + option
                    + ": queries for keys would miss records. Others wrote them, or partitions were added" + " since";
        }
        return "spark.sql.catalog." + catalog + ".topic." + topic + "." + option
                + " lets queries for keys read their partitions only; as long as all who write go on like that, and no"
                + " partitions are added";
    }
}
