package io.kaspar.examples.inference;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** How likely it is that a machine fails, from what its sensors say: a pipeline of Spark's own machine learning, kept in a folder. */
public final class FailureModel {
    private static final String COLUMNS =
            "machine STRING, temperature DOUBLE, vibration DOUBLE, pressure DOUBLE, failed DOUBLE";
    private static final String[] FEATURES = {"temperature", "vibration", "pressure"};

    private final PipelineModel pipeline;

    private FailureModel(PipelineModel pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Learns from lines of CSV, the heading first.
     *
     * @param folder that gets the model, in place of what was there
     */
    public static FailureModel train(SparkSession spark, List<String> lines, Path folder) throws IOException {
        Dataset<Row> seen =
                spark.read().option("header", true).schema(COLUMNS).csv(spark.createDataset(lines, Encoders.STRING()));
        PipelineModel pipeline = new Pipeline()
                .setStages(new PipelineStage[] {
                    new VectorAssembler().setInputCols(FEATURES).setOutputCol("measured"),
                    new StandardScaler()
                            .setInputCol("measured")
                            .setOutputCol("features")
                            .setWithMean(true),
                    new LogisticRegression().setLabelCol("failed").setFeaturesCol("features")
                })
                .fit(seen);
        pipeline.write().overwrite().save(folder.toUri().toString());
        return new FailureModel(pipeline);
    }

    /** The one that is kept in a folder; one is trained with the lines where there is none yet. */
    public static FailureModel loadOrTrain(SparkSession spark, List<String> lines, Path folder) throws IOException {
        return Files.isDirectory(folder.resolve("metadata"))
                ? new FailureModel(PipelineModel.load(folder.toUri().toString()))
                : train(spark, lines, folder);
    }

    /** Rows of {@link Inference#INPUTS} with what the model says of each, as rows of {@link Inference#OUTPUTS}. */
    public Dataset<Row> score(Dataset<Row> inputs) {
        return pipeline.transform(inputs)
                .select(
                        col("id"),
                        col("machine"),
                        col("sent_at_ms"),
                        element_at(vector_to_array(col("probability"), "float64"), 2)
                                .as("failure"),
                        col("prediction").equalTo(1).as("alarm"));
    }
}
