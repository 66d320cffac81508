package io.kaspar.catalog.scan;

import io.kaspar.schema.line.SinceSpark;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.connector.read.SupportsPushDownVariantExtractions;
import org.apache.spark.sql.connector.read.VariantExtraction;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Is offered the parts of variants that a query takes. */
@SinceSpark("4.1")
final class VariantPartsScanBuilder extends TopicScanBuilder implements SupportsPushDownVariantExtractions {
    VariantPartsScanBuilder(ScanContext template) {
        super(template);
    }

    /**
     * Takes all or none: Spark rewrites the uses of each variant once one part was taken of any. Uses of a whole variant are among
     * the parts, with an empty path. Called again where they were refused.
     */
    @Override
    public boolean[] pushVariantExtractions(VariantExtraction[] extractions) {
        boolean[] taken = new boolean[extractions.length];
        List<String[]> columns = Arrays.stream(extractions)
                .map(VariantExtraction::columnName)
                .filter(name -> name.length == 1)
                .toList();
        boolean isOneColumn = columns.size() == extractions.length
                && columns.stream().map(name -> name[0]).distinct().count() == 1;
        Arrays.fill(
                taken, isOneColumn && looksAtWantedValuesOnly() && takesParts(columns.get(0)[0], parts(extractions)));
        return taken;
    }

    /** Without generated code Spark copies whole rows, those too that a condition leaves out, and finds what is wrong with them. */
    private static boolean looksAtWantedValuesOnly() {
        return SQLConf.get().wholeStageEnabled();
    }

    /** As Spark builds it: fields are called by their numbers, and their metadata say what they are parts of. */
    private static StructType parts(VariantExtraction[] extractions) {
        StructField[] fields = new StructField[extractions.length];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new StructField(
                    Integer.toString(i), extractions[i].expectedDataType(), true, extractions[i].metadata());
        }
        return new StructType(fields);
    }
}
