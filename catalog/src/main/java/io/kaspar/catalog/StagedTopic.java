package io.kaspar.catalog;

import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.MetadataColumn;
import org.apache.spark.sql.connector.catalog.StagedTable;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.connector.write.LogicalWriteInfo;
import org.apache.spark.sql.connector.write.WriteBuilder;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;
import org.jspecify.annotations.Nullable;

/** A topic that a statement has made, and that goes again when the statement fails: others see it before the statement is done. */
final class StagedTopic implements WritableTable, StagedTable {
    private final TopicTable topic;
    private final Runnable undo;

    /** @param undo deletes the topic that the statement made, and no other of its name */
    StagedTopic(TopicTable topic, Runnable undo) {
        this.topic = topic;
        this.undo = undo;
    }

    @Override
    public void commitStagedChanges() {}

    @Override
    public void abortStagedChanges() {
        undo.run();
    }

    @Override
    public String name() {
        return topic.name();
    }

    @Override
    public String id() {
        return topic.id();
    }

    @Override
    public @Nullable String version() {
        return topic.version();
    }

    @Override
    @SuppressWarnings("deprecation") // Spark 4.0 asks for this one
    public StructType schema() {
        return topic.schema();
    }

    @Override
    public Column[] columns() {
        return topic.columns();
    }

    @Override
    public MetadataColumn[] metadataColumns() {
        return topic.metadataColumns();
    }

    @Override
    public Map<String, String> properties() {
        return topic.properties();
    }

    @Override
    public Set<TableCapability> capabilities() {
        return topic.capabilities();
    }

    @Override
    public WriteBuilder newWriteBuilder(LogicalWriteInfo info) {
        return topic.newWriteBuilder(info);
    }

    @Override
    public ScanBuilder newScanBuilder(CaseInsensitiveStringMap options) {
        return topic.newScanBuilder(options);
    }
}
