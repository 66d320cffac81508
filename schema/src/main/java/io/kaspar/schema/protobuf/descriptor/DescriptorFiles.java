package io.kaspar.schema.protobuf.descriptor;

import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import io.kaspar.schema.format.SchemaException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files of a descriptor set, or of one descriptor.
 *
 * @param root the file that the others are there for: the last one, since each stands behind those that it imports
 * @param others by the paths that they are imported by, in their order
 */
public record DescriptorFiles(ProtoFileElement root, Map<String, ProtoFileElement> others) {
    /** As in Protobuf's own libraries. */
    static final int MAX_DEPTH = 100;

    private static final int MAX_LENGTH = 16 << 20;
    private static final int FILE = 1;

    /**
     * The files in a schema's text, which is base64 then; empty for text in Protobuf's own language.
     *
     * @throws SchemaException for base64 of something else
     */
    public static Optional<DescriptorFiles> of(String text) throws SchemaException {
        byte[] bytes = decoded(text);
        return bytes == null ? Optional.empty() : Optional.of(of(bytes));
    }

    private static byte @Nullable [] decoded(String text) {
        if (text.isBlank()
                || text.length() > MAX_LENGTH
                || text.indexOf('{') >= 0
                || text.indexOf('"') >= 0
                || text.indexOf(';') >= 0) {
            return null;
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static DescriptorFiles of(byte[] bytes) throws SchemaException {
        DescriptorFields fields = DescriptorFields.parse(bytes);
        boolean isSet = fields.numbers().stream().allMatch(number -> number == FILE);
        List<DescriptorFields> descriptors = isSet ? fields.messages(FILE) : List.of(fields);
        Map<String, ProtoFileElement> files = new LinkedHashMap<>();
        if (descriptors.isEmpty()) {
            throw new SchemaException("the descriptor set has no file");
        }
        for (DescriptorFields descriptor : descriptors.subList(0, descriptors.size() - 1)) {
            DescriptorFile file = new DescriptorFile(descriptor);
            files.put(file.path(), file.element());
        }
        return new DescriptorFiles(new DescriptorFile(descriptors.get(descriptors.size() - 1)).element(), files);
    }
}
