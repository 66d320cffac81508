package io.kaspar.schema.protobuf.text;

import io.kaspar.schema.format.SchemaException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/** Writes a file of proto3 whose only message is read as the columns it was made of. */
public final class ProtoFileText {
    private ProtoFileText() {}

    /**
     * The file.
     *
     * @param messageName with its package, where it has one
     * @throws SchemaException when a name or a type is none of Protobuf's
     */
    public static String of(String messageName, StructType columns) throws SchemaException {
        for (String part : messageName.split("\\.", -1)) {
            ScopeNames.requireName(part, "the message " + messageName);
        }
        int dot = messageName.lastIndexOf('.');
        MessageText text = new MessageText(true);
        List<String> message = text.message(messageName.substring(dot + 1), "", columns);
        List<String> lines = new ArrayList<>();
        lines.add("syntax = \"proto3\";");
        if (dot > 0) {
            lines.add("package " + messageName.substring(0, dot) + ";");
        }
        text.imports().stream().sorted().forEach(path -> lines.add(importOf(path)));
        lines.add("");
        lines.addAll(message);
        return String.join("\n", lines) + "\n";
    }

    static String importOf(String path) {
        return "import \"" + path + "\";";
    }
}
