package io.kaspar.schema.protobuf.text;

import com.squareup.wire.Syntax;
import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.protobuf.descriptor.DescriptorFiles;
import io.kaspar.schema.protobuf.model.ProtoText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructType;

/** A message with more fields behind the others: the file's text is edited, so that nothing is lost that somebody wrote there. */
public final class AddedProtoFields {
    private static final String FILE = "the schema";

    private final String text;
    private final ProtoFileElement file;

    private AddedProtoFields(String text, ProtoFileElement file) {
        this.text = text;
        this.file = file;
    }

    /**
     * The longer file.
     *
     * @param message the full name of the message that gets the fields
     * @param older other versions of the file, whose numbers are not used again
     * @throws SchemaException when there can be no such fields
     */
    public static String of(String text, String message, List<String> older, StructType added) throws SchemaException {
        if (DescriptorFiles.of(text).isPresent()) {
            throw new SchemaException(
                    "columns are not added to a schema that is a compiled descriptor: register a new version of it");
        }
        ProtoFileElement file = ProtoText.parse(FILE, text);
        MessageElement element = find(file, message)
                .orElseThrow(() ->
                        new SchemaException("columns are only added to a message that the schema itself defines, and "
                                + message + " is one of a file that it imports: register a new version of it"));
        UsedNumbers numbers = new UsedNumbers();
        numbers.add(element);
        for (String version : older) {
            Optional<DescriptorFiles> compiled = DescriptorFiles.of(version);
            find(compiled.isPresent() ? compiled.get().root() : ProtoText.parse(FILE, version), message)
                    .ifPresent(numbers::add);
        }
        return new AddedProtoFields(text, file).with(element, numbers, added);
    }

    private static Optional<MessageElement> find(ProtoFileElement file, String fullName) {
        String scope = file.getPackageName() == null ? "" : file.getPackageName() + ".";
        return fullName.startsWith(scope)
                ? find(
                        file.getTypes(),
                        List.of(fullName.substring(scope.length()).split("\\.")))
                : Optional.empty();
    }

    private static Optional<MessageElement> find(List<TypeElement> types, List<String> path) {
        for (TypeElement type : types) {
            if (type instanceof MessageElement message && message.getName().equals(path.get(0))) {
                return path.size() == 1
                        ? Optional.of(message)
                        : find(message.getNestedTypes(), path.subList(1, path.size()));
            }
        }
        return Optional.empty();
    }

    private String with(MessageElement message, UsedNumbers numbers, StructType added) throws SchemaException {
        requireUnreserved(message, added);
        MessageText fields = new MessageText(file.getSyntax() == Syntax.PROTO_3);
        List<String> lines = fields.fields(names(message), new FieldNumbers(numbers), "", added);
        int brace = ProtoScan.closingBrace(text, position(message));
        int line = text.lastIndexOf('\n', brace) + 1;
        String before = text.substring(line, brace);
        boolean standsAlone = before.isBlank();
        String indent =
                before.substring(0, before.length() - before.stripLeading().length());
        String inserted = lines.stream()
                .map(one -> indent + "  " + one + "\n")
                .collect(Collectors.joining("", standsAlone ? "" : "\n", standsAlone ? "" : indent));
        int place = standsAlone ? line : brace;
        return imported(fields.imports(), text.substring(0, place) + inserted + text.substring(place));
    }

    private String imported(Set<String> paths, String longer) {
        String missing = paths.stream()
                .filter(path -> !file.getImports().contains(path)
                        && !file.getPublicImports().contains(path))
                .sorted()
                .map(path -> "\n" + ProtoFileText.importOf(path))
                .collect(Collectors.joining());
        int end = ProtoScan.endOfHeader(longer);
        return end == 0 && !missing.isEmpty()
                ? missing.substring(1) + "\n" + longer
                : longer.substring(0, end) + missing + longer.substring(end);
    }

    private int position(MessageElement message) {
        int start = 0;
        for (int line = 1; line < message.getLocation().getLine(); line++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + message.getLocation().getColumn() - 1;
    }

    private static void requireUnreserved(MessageElement message, StructType added) throws SchemaException {
        for (ReservedElement reserved : message.getReserveds()) {
            for (String name : added.fieldNames()) {
                if (reserved.getValues().contains(name)) {
                    throw new SchemaException("the schema reserves the name " + name
                            + " for a field that it had before; name the column otherwise");
                }
            }
        }
    }

    private static ScopeNames names(MessageElement message) {
        ScopeNames names = new ScopeNames();
        takeFields(names, message.getFields());
        takeGroups(names, message.getGroups());
        for (OneOfElement oneof : message.getOneOfs()) {
            names.take(oneof.getName());
            takeFields(names, oneof.getFields());
            takeGroups(names, oneof.getGroups());
        }
        for (TypeElement type : message.getNestedTypes()) {
            names.take(type.getName());
            if (type instanceof EnumElement enumeration) {
                enumeration.getConstants().forEach(symbol -> names.take(symbol.getName()));
            }
        }
        return names;
    }

    private static void takeFields(ScopeNames names, List<FieldElement> fields) {
        fields.forEach(field -> names.takeField(field.getName()));
    }

    private static void takeGroups(ScopeNames names, List<GroupElement> groups) {
        for (GroupElement group : groups) {
            names.take(group.getName());
            names.takeField(group.getName().toLowerCase(Locale.ROOT));
        }
    }
}
