package io.kaspar.examples.radio;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A sink written by hand, for {@code foreachBatch}: adds the plays of each micro-batch to the totals of the database. What the database has
 * counted is left out, so a micro-batch may come again, and a stream may start without its checkpoint. On the driver only.
 */
public final class PlayCounter implements VoidFunction2<Dataset<Row>, Long> {
    private static final long serialVersionUID = 1L;

    private final transient PlayDatabase database;
    private final transient TopicOffsets beginning;
    private final String artist;

    /** @param beginning of the topic: what counts where the database knows of no offsets */
    public PlayCounter(PlayDatabase database, String artist, TopicOffsets beginning) {
        this.database = database;
        this.artist = artist;
        this.beginning = beginning;
    }

    /** @param batch rows of the topic, with {@code _partition} and {@code _offset} */
    @Override
    public void call(Dataset<Row> batch, Long batchId) {
        Optional<TopicOffsets> before = database.offsets(artist);
        TopicOffsets counted = before.orElse(beginning);
        Map<Integer, Long> next = new HashMap<>();
        Map<String, TitleTotal> titles = new HashMap<>();
        for (Row row : sums(batch.filter(isBehind(counted)))) {
            next.merge(row.getInt(0), row.getLong(3) + 1, Math::max);
            if (!row.isNullAt(1)) {
                TitleTotal title = titles.computeIfAbsent(
                        PlayDatabase.key(row.getString(1), row.getString(2)), key -> new TitleTotal());
                title.setRadio(row.getString(1));
                title.setTitle(row.getString(2));
                title.setPlays(title.getPlays() + row.getLong(4));
            }
        }
        if (!next.isEmpty()) {
            database.add(artist, titles.values(), before, counted.with(next));
        }
    }

    /** Of each partition the newest offset; plays of other artists are one row, without radio and title. */
    private List<Row> sums(Dataset<Row> plays) {
        Column isArtists = col("artist").equalTo(artist);
        return plays.groupBy(
                        col("_partition"),
                        when(isArtists, col("radio")).as("radio"),
                        when(isArtists, col("title")).as("title"))
                .agg(max("_offset"), sum("plays"))
                .collectAsList();
    }

    private static Column isBehind(TopicOffsets counted) {
        List<Column> conditions = new ArrayList<>();
        counted.next()
                .forEach((partition, offset) -> conditions.add(
                        col("_partition").notEqual(partition).or(col("_offset").geq(offset))));
        return conditions.stream().reduce(lit(true), Column::and);
    }
}
