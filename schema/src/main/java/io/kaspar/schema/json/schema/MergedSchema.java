package io.kaspar.schema.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What several schemas say together of a value that has to fit all of them; made by {@link SchemaMerger}. */
final class MergedSchema {
    /** Without these a schema has no say in how a value looks. */
    private static final Set<String> SHAPING = Set.of(
            "type",
            "properties",
            "patternProperties",
            "additionalProperties",
            "unevaluatedProperties",
            "items",
            "prefixItems",
            "enum",
            "const",
            "format",
            "connect.type",
            "allOf",
            "oneOf",
            "anyOf",
            "$ref",
            "$dynamicRef",
            "$recursiveRef",
            "then",
            "else",
            "dependentSchemas");

    private static final Set<String> UNIONS = Set.of("oneOf", "anyOf", "then", "else", "dependentSchemas");
    private static final Set<String> OF_OBJECTS = Set.of(
            "properties",
            "patternProperties",
            "additionalProperties",
            "unevaluatedProperties",
            "required",
            "minProperties",
            "maxProperties",
            "propertyNames");
    private static final Set<String> OF_ARRAYS =
            Set.of("items", "prefixItems", "minItems", "maxItems", "uniqueItems", "contains");
    private static final Set<String> OF_STRINGS = Set.of("minLength", "maxLength", "pattern", "format");

    private final Conjunction whole;
    private final Set<JsonKind> kinds = EnumSet.allOf(JsonKind.class);
    private final Set<JsonKind> hints = EnumSet.noneOf(JsonKind.class);
    private final Map<String, List<SchemaPlace>> properties = new LinkedHashMap<>();
    private final Map<String, List<SchemaPlace>> patterns = new LinkedHashMap<>();
    private final List<SchemaPlace> additional = new ArrayList<>();
    private final List<SchemaPlace> items = new ArrayList<>();
    private final List<List<SchemaPlace>> unions = new ArrayList<>();
    private final List<SchemaPlace> conditions = new ArrayList<>();
    private final Set<String> required = new LinkedHashSet<>();
    private final Set<String> formats = new LinkedHashSet<>();
    private final Set<String> connectTypes = new LinkedHashSet<>();
    private final Map<String, String> connectParameters = new LinkedHashMap<>();
    private final Set<Integer> shapingPlaces = new TreeSet<>();
    private @Nullable Set<JsonNode> values;
    private SchemaBounds bounds = SchemaBounds.NONE;
    private String description = "";
    private String title = "";
    private String name = "";
    private String partTitle = "";
    private boolean isFalse;
    private boolean isTuple;
    private boolean isReferred;
    private Set<JsonKind> fitting = Set.of();
    private String key = "";

    MergedSchema(Conjunction whole) {
        this.whole = whole;
    }

    /** What follows is one of the schemas put together, with all that it refers to. */
    void startPart() {
        name = "";
        partTitle = "";
    }

    /** All schemas have been put together. */
    void finish() {
        fitting = Collections.unmodifiableSet(fittingKinds());
        key = shapingPlaces.toString();
    }

    void addFalse() {
        isFalse = true;
    }

    /** A reference led to this place. */
    void addReferred(SchemaPlace place) {
        isReferred = true;
        name = name.isEmpty() ? place.name() : name;
    }

    /** What a schema says, without those that it refers to or lists. */
    void add(Conjunction.Part part) {
        SchemaPlace place = part.place();
        JsonNode schema = place.node();
        addKinds(schema);
        addObject(place);
        addArray(place);
        addConnect(schema);
        bounds = bounds.and(schema);
        description = description.isEmpty() ? schema.path("description").asText("") : description;
        String ownTitle = schema.path("title").asText("");
        title = title.isEmpty() ? ownTitle : title;
        partTitle = partTitle.isEmpty() ? ownTitle : partTitle;
        if (schema.path("format").isTextual()) {
            formats.add(schema.get("format").textValue());
        }
        boolean isShaping = false;
        for (String keyword : SHAPING) {
            isShaping |= schema.has(keyword) && !(part.withoutUnions() && UNIONS.contains(keyword));
        }
        if (isShaping) {
            shapingPlaces.add(place.number());
        }
    }

    void addUnion(List<SchemaPlace> branches) {
        if (branches.stream().anyMatch(MergedSchema::isShaping)) {
            unions.add(List.copyOf(branches));
        }
    }

    void addConditions(Iterable<SchemaPlace> schemas) {
        schemas.forEach(conditions::add);
    }

    private static boolean isShaping(SchemaPlace place) {
        return SHAPING.stream().anyMatch(place.node()::has);
    }

    private void addKinds(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            kinds.retainAll(JsonKind.named(type.textValue()));
        } else if (type.isArray() && !type.isEmpty()) {
            Set<JsonKind> listed = EnumSet.noneOf(JsonKind.class);
            type.forEach(each -> listed.addAll(JsonKind.named(each.asText())));
            kinds.retainAll(listed);
        }
        if (schema.has("const")) {
            addValues(List.of(schema.get("const")));
        }
        if (schema.path("enum").isArray()) {
            addValues(schema.get("enum"));
        }
        hint(schema, OF_OBJECTS, JsonKind.OBJECT);
        hint(schema, OF_ARRAYS, JsonKind.ARRAY);
        hint(schema, OF_STRINGS, JsonKind.STRING);
        if (SchemaBounds.areIn(schema)) {
            hints.add(JsonKind.FRACTION);
        }
    }

    private void hint(JsonNode schema, Set<String> keywords, JsonKind kind) {
        if (keywords.stream().anyMatch(schema::has)) {
            hints.add(kind);
        }
    }

    private void addValues(Iterable<JsonNode> listed) {
        Set<JsonNode> added = new LinkedHashSet<>();
        listed.forEach(added::add);
        if (values == null) {
            values = added;
        } else {
            values.retainAll(added);
        }
    }

    private void addObject(SchemaPlace place) {
        place.members("properties").forEach((property, schema) -> append(properties, property, schema));
        place.members("patternProperties").forEach((pattern, schema) -> append(patterns, pattern, schema));
        place.part("additionalProperties").ifPresent(additional::add);
        place.part("unevaluatedProperties").ifPresent(additional::add);
        place.node().path("required").forEach(property -> required.add(property.asText()));
    }

    private static void append(Map<String, List<SchemaPlace>> lists, String key, SchemaPlace schema) {
        lists.computeIfAbsent(key, absent -> new ArrayList<>()).add(schema);
    }

    private void addArray(SchemaPlace place) {
        JsonNode listed = place.node().path("items");
        isTuple |= place.node().path("prefixItems").isArray()
                || (place.draft().hasTuplesInItems() && listed.isArray() && !listed.isEmpty());
        if (!listed.isArray()) {
            place.part("items").ifPresent(items::add);
        }
    }

    private void addConnect(JsonNode schema) {
        if (schema.path("connect.type").isTextual()) {
            connectTypes.add(schema.get("connect.type").textValue());
        }
        schema.path("connect.parameters")
                .properties()
                .forEach(parameter -> connectParameters.putIfAbsent(
                        parameter.getKey(), parameter.getValue().asText()));
    }

    private Set<JsonKind> fittingKinds() {
        Set<JsonKind> all = EnumSet.noneOf(JsonKind.class);
        all.addAll(kinds);
        if (values != null) {
            Set<JsonKind> listed = EnumSet.noneOf(JsonKind.class);
            values.forEach(value -> listed.add(JsonKind.of(value)));
            if (all.contains(JsonKind.FRACTION)
                    && all.size() < JsonKind.values().length
                    && listed.contains(JsonKind.INTEGER)) {
                listed.add(JsonKind.FRACTION); // Declared as numbers, whatever values are listed.
            }
            all.retainAll(listed);
        }
        if (all.size() == JsonKind.values().length && hints.size() == 1) {
            all.retainAll(hints.contains(JsonKind.FRACTION) ? JsonKind.named("number") : hints);
        }
        return all;
    }

    /** Equal for what has the same parts that matter; the name of the type that is made of it. */
    String key() {
        return key;
    }

    Conjunction whole() {
        return whole;
    }

    /** The kinds of values that fit; none when no value does. */
    Set<JsonKind> kinds() {
        return fitting;
    }

    /** Whether nothing says how a value looks. */
    boolean isAnything() {
        return kinds().size() == JsonKind.values().length && unions.isEmpty();
    }

    /** Whether the value is not to be there at all. */
    boolean isFalse() {
        return isFalse;
    }

    /** Whether schemas that say how the same value looks do not agree. */
    boolean isConflict() {
        return kinds().isEmpty() || connectTypes.size() > 1 || timeFormats().size() > 1;
    }

    private Set<String> timeFormats() {
        Set<String> known = new LinkedHashSet<>(formats);
        known.retainAll(Set.of("date", "date-time"));
        return known;
    }

    boolean hasFormat(String format) {
        return formats.contains(format);
    }

    boolean hasConnectType(String type) {
        return connectTypes.contains(type);
    }

    /** A parameter of Connect's schema; empty when there is none. */
    String connectParameter(String parameter) {
        return connectParameters.getOrDefault(parameter, "");
    }

    Map<String, List<SchemaPlace>> properties() {
        return Collections.unmodifiableMap(properties);
    }

    Map<String, List<SchemaPlace>> patterns() {
        return Collections.unmodifiableMap(patterns);
    }

    /** What the other properties have to fit; empty when the schemas say nothing of them. */
    List<SchemaPlace> additional() {
        return List.copyOf(additional);
    }

    List<SchemaPlace> items() {
        return List.copyOf(items);
    }

    boolean isTuple() {
        return isTuple;
    }

    boolean requires(String property) {
        return required.contains(property);
    }

    Set<String> required() {
        return Collections.unmodifiableSet(required);
    }

    /** Lists of schemas of which a value fits one, as far as they say how it looks. */
    List<List<SchemaPlace>> unions() {
        return List.copyOf(unions);
    }

    /** Schemas that some values have to fit. */
    List<SchemaPlace> conditions() {
        return List.copyOf(conditions);
    }

    SchemaBounds bounds() {
        return bounds;
    }

    /** The strings that a value is one of; empty when it can be another one, or is no string. */
    List<String> symbols() {
        Set<JsonNode> listed = values == null ? Set.of() : values;
        return listed.stream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .toList();
    }

    /** For people; empty when there is none. */
    String description() {
        return description;
    }

    /** Connect's name of the type, or a text for people; empty when there is none. */
    String title() {
        return title;
    }

    /** The name that references use for the last of the schemas; empty when no reference led there. */
    String referredName() {
        return name;
    }

    /** The title of the last of the schemas; empty when it has none. */
    String lastTitle() {
        return partTitle;
    }

    /** Whether it can lie inside of itself: only references lead back. */
    boolean isReferred() {
        return isReferred;
    }
}
