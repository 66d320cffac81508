package io.kaspar.examples.radio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Reports of radios as Parquet files, made from numbers: always the same. */
public final class PlayFiles {
    private static final List<String> RADIOS = List.of("Antenne", "FM4", "NTS", "Worldwide");
    private static final List<String> ARTISTS = List.of("Can", "Neu!", "Kraftwerk", "Faust");
    private static final int TITLES = 5;

    private PlayFiles() {}

    /** The rows of a report. */
    public static List<RadioPlay> rows(int number, int count) {
        Random random = new Random(number);
        List<RadioPlay> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String artist = ARTISTS.get(random.nextInt(ARTISTS.size()));
            rows.add(RadioPlay.of(
                    RADIOS.get(random.nextInt(RADIOS.size())),
                    artist,
                    artist + " no. " + (1 + random.nextInt(TITLES)),
                    1 + random.nextInt(20)));
        }
        return rows;
    }

    /** Adds the report as one more file. */
    public static void write(SparkSession spark, Path folder, List<RadioPlay> rows) {
        spark.createDataset(rows, Encoders.bean(RadioPlay.class))
                .coalesce(1)
                .write()
                .mode(SaveMode.Append)
                .parquet(folder.toUri().toString());
    }
}
