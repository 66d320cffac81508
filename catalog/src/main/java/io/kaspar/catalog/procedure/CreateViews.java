package io.kaspar.catalog.procedure;

import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.procedure.view.SessionViews;
import io.kaspar.catalog.procedure.view.ViewNames;
import io.kaspar.catalog.procedure.view.ViewRefresh;
import io.kaspar.catalog.procedure.view.ViewRow;
import io.kaspar.catalog.procedure.view.ViewableTopics;
import io.kaspar.reader.task.MetadataField;
import io.kaspar.schema.line.SinceSpark;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.StringUtils;
import org.apache.spark.sql.connector.catalog.procedures.ProcedureParameter;
import org.apache.spark.sql.types.DataTypes;
import scala.jdk.javaapi.CollectionConverters;

/** {@code CALL system.create_views('db')}: a view for each topic, where tools look that see the session's own catalog only. */
@SinceSpark("4.0")
public final class CreateViews extends DriverProcedure {
    /** As it is called, in the namespace {@code system}. */
    public static final String NAME = "create_views";

    private static final String ALL_HIDDEN = "*";
    /** Cheap to read for who reads all columns, unlike headers and payloads. */
    private static final String USUAL_HIDDEN = "_key, _partition, _offset, _timestamp";

    private static final String PREFIX_OF_HIDDEN = "_";

    private static final ProcedureParameter DATABASE = ProcedureParameter.in("database", DataTypes.StringType)
            .comment("where the views are made: a database of the session's catalog, which has to be there")
            .build();
    private static final ProcedureParameter PATTERN = ProcedureParameter.in("pattern", DataTypes.StringType)
            .defaultValue("'*'")
            .comment("which topics, as SHOW TABLES LIKE takes it, such as 'shop*|orders'; all unless it is given")
            .build();
    private static final ProcedureParameter PREFIX = ProcedureParameter.in("prefix", DataTypes.StringType)
            .defaultValue("''")
            .comment("what the names of the views start with; nothing unless it is given")
            .build();
    private static final ProcedureParameter HIDDEN = ProcedureParameter.in("hidden", DataTypes.StringType)
            .defaultValue("'" + USUAL_HIDDEN + "'")
            .comment("the hidden columns that views show: names with commas between them, '*' for all, '' for none; '"
                    + USUAL_HIDDEN + "' unless it is given")
            .build();

    private final String catalog;
    private final ViewableTopics topics;

    /** @param catalog as queries name it */
    public CreateViews(String catalog, ViewableTopics topics) {
        super(NAME, ViewRow.type(), DATABASE, PATTERN, PREFIX, HIDDEN);
        this.catalog = catalog;
        this.topics = topics;
    }

    @Override
    public String description() {
        return "Makes a view for each topic in a database of the session's catalog, for tools that list nothing else. Called again,"
                + " it makes them what the topics are now; views and tables that it did not make are never touched. Parameters: "
                + Arrays.stream(parameters())
                        .map(parameter -> parameter.name() + " (" + parameter.comment() + ")")
                        .collect(Collectors.joining(", "))
                + ".";
    }

    @Override
    List<Row> rows(InternalRow arguments) {
        String pattern = text(arguments, 1);
        ViewNames names = new ViewNames(text(arguments, 2).toLowerCase(Locale.ROOT));
        Set<MetadataField> hidden = hidden(text(arguments, 3));
        SparkSession session = SparkSession.getActiveSession().getOrElse(() -> {
            throw new IllegalStateException("a procedure is called in a session");
        });
        SessionViews views = SessionViews.of(session, text(arguments, 0));
        return new ViewRefresh(catalog, topics, names, hidden, views)
                .rows(listed -> matching(listed, pattern)).stream()
                        .map(ViewRow::row)
                        .toList();
    }

    private static List<String> matching(List<String> topics, String pattern) {
        return CollectionConverters.asJava(
                StringUtils.filterPattern(CollectionConverters.asScala(topics).toSeq(), pattern));
    }

    private static Set<MetadataField> hidden(String names) {
        if (names.trim().equals(ALL_HIDDEN)) {
            return EnumSet.allOf(MetadataField.class);
        }
        Set<MetadataField> hidden = EnumSet.noneOf(MetadataField.class);
        for (String name : names.split(",", -1)) {
            if (!name.isBlank()) {
                hidden.add(field(name.trim())
                        .orElseThrow(
                                () -> new OptionException("there is no hidden column " + name.trim() + "; there are "
                                        + Arrays.stream(MetadataField.values())
                                                .map(CreateViews::columnName)
                                                .collect(Collectors.joining(", ")))));
            }
        }
        return hidden;
    }

    private static Optional<MetadataField> field(String name) {
        return Arrays.stream(MetadataField.values())
                .filter(field -> columnName(field).equalsIgnoreCase(name))
                .findFirst();
    }

    /** Without a {@code metadata-prefix} of somebody's own. */
    private static String columnName(MetadataField field) {
        return PREFIX_OF_HIDDEN + field.name().toLowerCase(Locale.ROOT);
    }
}
