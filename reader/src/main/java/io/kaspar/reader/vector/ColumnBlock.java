package io.kaspar.reader.vector;

import java.util.List;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Rows as columns. The vectors are reused: they are valid until the scan that gave them moves on. */
public record ColumnBlock(List<ColumnVector> columns, int rowCount) {}
