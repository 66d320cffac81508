package io.kaspar.catalog.procedure;

import io.kaspar.schema.line.SinceSpark;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** {@code CALL system.save_snapshot('orders', 'before-release')}: what a topic holds now gets a name. */
@SinceSpark("4.0")
public final class SaveSnapshot extends DriverProcedure {
    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "save_snapshot";

    private static final int TOPIC_INDEX = 0;
    private static final int NAME_INDEX = 1;
    private static final int REPLACE_INDEX = 2;

    private static final StructType ROW = new StructType()
            .add("topic", DataTypes.StringType, false, "whose snapshot it is")
            .add("name", DataTypes.StringType, false, "for VERSION AS OF")
            .add("snapshot", DataTypes.StringType, false, "the text that VERSION AS OF takes as well");

    private final Saver saver;

    /** Takes what the topic of a name holds, and keeps it. */
    @FunctionalInterface
    public interface Saver {
        /** @return the text of the snapshot */
        String save(String topic, String name, boolean replaces);
    }

    public SaveSnapshot(Saver saver) {
        super(
                NAME,
                ROW,
                ProcedureParameter.in("topic", DataTypes.StringType)
                        .comment("whose snapshot is taken")
                        .build(),
                ProcedureParameter.in("name", DataTypes.StringType)
                        .comment("the name it gets, without a slash")
                        .build(),
                ProcedureParameter.in("replace", DataTypes.BooleanType)
                        .defaultValue("false")
                        .comment("whether the topic's snapshot of this name is replaced")
                        .build());
        this.saver = saver;
    }

    @Override
    public String description() {
        return "Names what a topic holds now, for VERSION AS OF: the text goes to the compacted topic of the option"
                + " snapshots.topic. A name that is taken is an error, unless replace => true.";
    }

    @Override
    List<Row> rows(InternalRow arguments) {
        String topic = text(arguments, TOPIC_INDEX);
        String name = text(arguments, NAME_INDEX);
        boolean replaces = !arguments.isNullAt(REPLACE_INDEX) && arguments.getBoolean(REPLACE_INDEX);
        return List.of(RowFactory.create(topic, name, saver.save(topic, name, replaces)));
    }
}
