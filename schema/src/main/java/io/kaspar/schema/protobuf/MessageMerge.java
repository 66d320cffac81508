package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Versioned;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.Cardinality;
import io.kaspar.schema.protobuf.model.ProtoField.FieldType;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one message of what all versions of a subject have in its place. Fields are the same when their numbers are; they have
 * their newest name.
 */
final class MessageMerge {
    /** Messages that hold themselves in one version and each other in another make many pairs. */
    static final int MAX_MESSAGES = 10_000;

    private static final String PRECISION = "precision";
    private static final String SCALE = "scale";
    private static final Set<FieldKind> INTS = EnumSet.of(FieldKind.INT32, FieldKind.SINT32, FieldKind.SFIXED32);
    private static final Set<FieldKind> LONGS =
            EnumSet.of(FieldKind.UINT32, FieldKind.FIXED32, FieldKind.INT64, FieldKind.SINT64, FieldKind.SFIXED64);
    private static final Set<FieldKind> UNSIGNED = EnumSet.of(FieldKind.UINT64, FieldKind.FIXED64);

    /** What a double holds without loss. */
    private static final Set<FieldKind> IN_DOUBLE = EnumSet.of(
            FieldKind.INT32,
            FieldKind.SINT32,
            FieldKind.SFIXED32,
            FieldKind.UINT32,
            FieldKind.FIXED32,
            FieldKind.FLOAT,
            FieldKind.DOUBLE);

    private final Map<List<Versioned<MessageType>>, MessageType> merged = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private MessageMerge() {}

    /** @param newestFirst one message of each version that has it, at least one */
    static MessageType of(List<Versioned<MessageType>> newestFirst) throws SchemaException {
        return new MessageMerge().message(newestFirst, "");
    }

    private MessageType message(List<Versioned<MessageType>> parts, String place) throws SchemaException {
        MessageType known = merged.get(parts);
        if (known != null) {
            return known;
        }
        if (merged.size() == MAX_MESSAGES) {
            throw new SchemaException("the versions of the subject do not merge: they have more than " + MAX_MESSAGES
                    + " messages together");
        }
        MessageType newest = parts.get(0).value();
        MessageType message = new MessageType(free(newest.fullName()), newest.doc());
        merged.put(parts, message);
        message.setFields(fields(parts, place));
        return message;
    }

    /** What messages hold is looked up by their names, so no two have the same. */
    private String free(String fullName) {
        String name = fullName;
        while (!names.add(name)) {
            name += "_";
        }
        return name;
    }

    /** Those of the newest version first, those that it does not have behind them. */
    private List<ProtoField> fields(List<Versioned<MessageType>> messages, String place) throws SchemaException {
        Map<Integer, List<Versioned<ProtoField>>> byNumber =
                Versioned.grouped(messages, MessageType::fields, ProtoField::number);
        Map<String, List<Versioned<ProtoField>>> byName = new LinkedHashMap<>();
        List<ProtoField> fields = new ArrayList<>();
        for (List<Versioned<ProtoField>> parts : byNumber.values()) {
            String name = parts.get(0).value().name();
            String fieldPlace = Versioned.inside(place, name);
            List<Versioned<ProtoField>> other = byName.putIfAbsent(name, parts);
            if (other != null) {
                List<Versioned<ProtoField>> both = new ArrayList<>(other);
                both.addAll(parts);
                throw Versioned.conflict(fieldPlace, both, field -> "field number " + field.number());
            }
            boolean isRemoved = parts.get(0).version() != messages.get(0).version();
            fields.add(field(parts, isRemoved, fieldPlace));
        }
        return fields;
    }

    private ProtoField field(List<Versioned<ProtoField>> parts, boolean isRemoved, String place)
            throws SchemaException {
        ProtoField newest = parts.get(0).value();
        boolean areMaps = newest.isMap();
        if (!Versioned.all(parts, field -> field.isMap() == areMaps)) {
            throw Versioned.conflict(place, parts, MessageCompiler::described);
        }
        boolean isRepeated = !Versioned.all(parts, field -> !field.isRepeated());
        Optional<FieldKind> mapKey = Optional.empty();
        if (areMaps) {
            List<Versioned<FieldType>> keys =
                    Versioned.each(parts, field -> FieldType.of(field.mapKey().orElseThrow()));
            mapKey = Optional.of(type(keys, parts, place).kind());
        }
        List<Versioned<FieldType>> types = Versioned.each(parts, ProtoField::type);
        boolean hasDefault =
                newest.presence() == Presence.IMPLICIT || newest.defaultText().isPresent();
        return new ProtoField(
                newest.name(),
                newest.number(),
                type(types, parts, place),
                areMaps ? Cardinality.MAP : isRepeated ? Cardinality.REPEATED : Cardinality.SINGULAR,
                mapKey,
                isRemoved && hasDefault ? Presence.IMPLICIT_WHERE_DECLARED : newest.presence(),
                newest.oneof(),
                newest.defaultText(),
                newest.checksUtf8(),
                newest.doc(),
                params(parts, place));
    }

    private FieldType type(List<Versioned<FieldType>> types, List<Versioned<ProtoField>> parts, String place)
            throws SchemaException {
        FieldType newest = types.get(0).value();
        Set<FieldKind> kinds = EnumSet.noneOf(FieldKind.class);
        types.forEach(type -> kinds.add(type.value().kind()));
        if (newest.kind().isMessage() && kinds.stream().allMatch(FieldKind::isMessage)) {
            return messageType(types, parts, place);
        }
        if (kinds.equals(EnumSet.of(FieldKind.ENUM))) {
            return new FieldType(FieldKind.ENUM, Optional.empty(), Optional.of(enumeration(types)));
        }
        if (kinds.size() == 1 && !newest.kind().isMessage()) {
            return newest;
        }
        if (kinds.equals(EnumSet.of(FieldKind.ENUM, FieldKind.STRING))) {
            return FieldType.of(FieldKind.STRING);
        }
        for (Set<FieldKind> widest : List.of(UNSIGNED, LONGS, INTS)) {
            if (kinds.stream().anyMatch(widest::contains) && kinds.stream().allMatch(MessageMerge::isInteger)) {
                return types.stream()
                        .map(Versioned::value)
                        .filter(type -> widest.contains(type.kind()))
                        .findFirst()
                        .orElseThrow();
            }
        }
        if (IN_DOUBLE.containsAll(kinds)) {
            return FieldType.of(FieldKind.DOUBLE);
        }
        throw Versioned.conflict(place, parts, MessageCompiler::described);
    }

    private static boolean isInteger(FieldKind kind) {
        return INTS.contains(kind) || LONGS.contains(kind) || UNSIGNED.contains(kind);
    }

    private FieldType messageType(List<Versioned<FieldType>> types, List<Versioned<ProtoField>> parts, String place)
            throws SchemaException {
        FieldType newest = types.get(0).value();
        boolean areKnown = !Versioned.all(types, type -> WellKnownType.of(type.messageName()) == WellKnownType.NONE);
        if (!areKnown) {
            List<Versioned<MessageType>> messages =
                    Versioned.each(types, type -> type.message().orElseThrow());
            return new FieldType(newest.kind(), Optional.of(message(messages, place)), Optional.empty());
        }
        if (Versioned.all(types, type -> type.messageName().equals(newest.messageName()))) {
            return newest;
        }
        throw Versioned.conflict(place, parts, MessageCompiler::described);
    }

    private static EnumType enumeration(List<Versioned<FieldType>> types) {
        Map<Integer, EnumType.Value> byNumber = new LinkedHashMap<>();
        types.forEach(type -> type.value()
                .enumeration()
                .orElseThrow()
                .values()
                .forEach(value -> byNumber.putIfAbsent(value.number(), value)));
        EnumType newest = types.get(0).value().enumeration().orElseThrow();
        return new EnumType(newest.fullName(), List.copyOf(byNumber.values()));
    }

    /** A decimal's digits: the most before the point and the most behind it; none where a version says none. */
    private static Map<String, String> params(List<Versioned<ProtoField>> parts, String place) throws SchemaException {
        Map<String, String> newest = parts.get(0).value().params();
        if (Versioned.all(parts, field -> field.params().equals(newest))) {
            return newest;
        }
        if (!Versioned.all(parts, field -> field.params().containsKey(PRECISION))) {
            Map<String, String> without = new HashMap<>(newest);
            without.remove(PRECISION);
            return without;
        }
        int whole = 0;
        int scale = 0;
        try {
            for (Versioned<ProtoField> part : parts) {
                Map<String, String> params = part.value().params();
                int behind = Integer.parseInt(params.getOrDefault(SCALE, "0"));
                scale = Math.max(scale, behind);
                whole = Math.max(whole, Integer.parseInt(String.valueOf(params.get(PRECISION))) - behind);
            }
        } catch (NumberFormatException e) {
            return newest; // the columns tell
        }
        if (whole + scale > MessageColumns.MAX_DIGITS) {
            throw Versioned.conflict(
                    place,
                    parts,
                    field -> "decimal(" + field.params().get(PRECISION) + ","
                            + field.params().getOrDefault(SCALE, "0") + ")");
        }
        Map<String, String> widest = new HashMap<>(newest);
        widest.put(PRECISION, String.valueOf(whole + scale));
        widest.put(SCALE, String.valueOf(scale));
        return widest;
    }
}
