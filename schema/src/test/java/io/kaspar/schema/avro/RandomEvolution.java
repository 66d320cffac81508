package io.kaspar.schema.avro;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;

/** Makes a reader's schema of a writer's: promotes, wraps, renames, reorders, removes, adds; each named type once. */
final class RandomEvolution {
    private final Random random;
    private final Map<String, Schema> evolved = new HashMap<>();

    RandomEvolution(Random random) {
        this.random = random;
    }

    /** A reader's schema as it would come out of a registry. */
    Schema reader(Schema writer) {
        return new Schema.Parser().parse(evolve(writer).toString());
    }

    private Schema evolve(Schema writer) {
        return switch (writer.getType()) {
            case INT -> promoted(writer, Schema.Type.LONG, Schema.Type.FLOAT, Schema.Type.DOUBLE);
            case LONG -> promoted(writer, Schema.Type.FLOAT, Schema.Type.DOUBLE);
            case FLOAT -> promoted(writer, Schema.Type.DOUBLE);
            case STRING -> promoted(writer, Schema.Type.BYTES);
            case BYTES -> promoted(writer, Schema.Type.STRING);
            case NULL, BOOLEAN, DOUBLE -> wrapped(writer);
            case FIXED, ENUM, RECORD -> wrapped(named(writer));
            case ARRAY -> Schema.createArray(evolve(writer.getElementType()));
            case MAP -> Schema.createMap(evolve(writer.getValueType()));
            case UNION -> union(writer);
        };
    }

    private Schema promoted(Schema writer, Schema.Type... wider) {
        return writer.getLogicalType() == null && random.nextInt(3) == 0
                ? wrapped(Schema.create(wider[random.nextInt(wider.length)]))
                : wrapped(writer);
    }

    private Schema wrapped(Schema schema) {
        if (random.nextInt(5) > 0) {
            return schema;
        }
        Schema other = Schema.create(schema.getType() == Schema.Type.NULL ? Schema.Type.INT : Schema.Type.NULL);
        return random.nextBoolean() ? Schema.createUnion(other, schema) : Schema.createUnion(schema, other);
    }

    private Schema union(Schema writer) {
        List<Schema> branches = new ArrayList<>();
        for (Schema branch : writer.getTypes()) {
            branches.add(isNamed(branch) ? named(branch) : container(branch));
        }
        if (random.nextInt(4) == 0) {
            Collections.shuffle(branches, random);
        }
        if (branches.size() > 1 && random.nextInt(6) == 0) {
            branches.remove(random.nextInt(branches.size()));
        }
        if (branches.stream().noneMatch(b -> b.getType() == Schema.Type.BOOLEAN) && random.nextInt(6) == 0) {
            branches.add(random.nextInt(branches.size() + 1), Schema.create(Schema.Type.BOOLEAN));
        }
        boolean unwraps = branches.size() == 1 && random.nextBoolean();
        return unwraps ? branches.get(0) : Schema.createUnion(branches);
    }

    private Schema container(Schema branch) {
        return switch (branch.getType()) {
            case ARRAY, MAP -> evolve(branch);
            default -> branch;
        };
    }

    private static boolean isNamed(Schema schema) {
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> true;
            default -> false;
        };
    }

    private Schema named(Schema writer) {
        Schema known = evolved.get(writer.getFullName());
        if (known != null) {
            return known;
        }
        boolean renamed = random.nextInt(6) == 0;
        String name = renamed ? writer.getName() + "New" : writer.getName();
        Schema reader = switch (writer.getType()) {
            case FIXED -> fixed(writer, name);
            case ENUM -> enumeration(writer, name);
            default -> Schema.createRecord(name, "a record", writer.getNamespace(), false);
        };
        if (renamed) {
            reader.addAlias(writer.getFullName(), null);
        }
        evolved.put(writer.getFullName(), reader);
        if (writer.getType() == Schema.Type.RECORD) {
            reader.setFields(fields(writer));
        }
        return reader;
    }

    private static Schema fixed(Schema writer, String name) {
        Schema fixed = Schema.createFixed(name, null, writer.getNamespace(), writer.getFixedSize());
        LogicalType type = writer.getLogicalType();
        return type == null ? fixed : type.addToSchema(fixed);
    }

    private Schema enumeration(Schema writer, String name) {
        List<String> symbols = new ArrayList<>(writer.getEnumSymbols());
        symbols.add("NEW");
        Collections.shuffle(symbols, random);
        boolean shrinks = random.nextInt(3) == 0;
        if (shrinks) {
            symbols.remove("A");
        }
        String fallback = shrinks && random.nextInt(3) > 0 ? "NEW" : null;
        return Schema.createEnum(name, null, writer.getNamespace(), symbols, fallback);
    }

    private List<Schema.Field> fields(Schema writer) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            if (random.nextInt(6) == 0) {
                continue;
            }
            boolean renamed = random.nextInt(6) == 0;
            String name = renamed ? field.name() + "New" : field.name();
            Schema.Field evolvedField = new Schema.Field(name, evolve(field.schema()), "the field " + name);
            if (renamed) {
                evolvedField.addAlias(field.name());
            }
            fields.add(evolvedField);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            fields.add(added("added" + i));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(fields, random);
        }
        return fields;
    }

    private Schema.Field added(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> new Schema.Field(name, Schema.create(Schema.Type.STRING), null, "né");
            case 1 -> new Schema.Field(name, nullable(Schema.Type.LONG), null, JsonProperties.NULL_VALUE);
            case 2 ->
                new Schema.Field(name, Schema.createArray(Schema.create(Schema.Type.INT)), null, List.of(1, 2, 3));
            case 3 ->
                new Schema.Field(name, Schema.createMap(Schema.create(Schema.Type.DOUBLE)), null, Map.of("pi", 3.14));
            case 4 -> new Schema.Field(name, Schema.create(Schema.Type.BYTES), null, "\u0001\u00ff");
            default -> new Schema.Field(name, Schema.create(Schema.Type.INT), null, -7);
        };
    }

    private static Schema nullable(Schema.Type type) {
        return Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(type));
    }
}
