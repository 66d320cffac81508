package io.kaspar.catalog.predicate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.connector.expressions.Cast;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.LiteralValue;
import org.apache.spark.sql.connector.expressions.filter.AlwaysFalse;
import org.apache.spark.sql.connector.expressions.filter.AlwaysTrue;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Not;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Makes predicates on partition, offset and timestamp, and if wanted on keys of text and on what nobody can tell, as Spark would hand them over, with what SQL makes of them for a record. */
public final class RandomPredicates {
    private static final List<String> COMPARISONS = List.of("=", "<>", "<", "<=", ">", ">=", "<=>");

    private final Random random;
    private final boolean areKeysNamed;

    public RandomPredicates(long seed) {
        this(seed, false);
    }

    /** @param areKeysNamed whether predicates on keys and on values are among them */
    public RandomPredicates(long seed, boolean areKeysNamed) {
        this.random = new Random(seed);
        this.areKeysNamed = areKeysNamed;
    }

    /** Evaluates as SQL: null is unknown. */
    @FunctionalInterface
    public interface Meaning {
        @Nullable
        Boolean of(int partition, long offset, long micros, @Nullable String key);
    }

    /** A side of a comparison, evaluated: null is SQL's null. */
    @FunctionalInterface
    interface Side {
        @Nullable
        Long of(int partition, long offset, long micros, @Nullable String key);
    }

    public record Sample(Predicate predicate, Meaning meaning) {}

    private record Operand(Expression expression, Side side) {}

    public Sample next(int depth) {
        if (areKeysNamed && random.nextInt(3) == 0) {
            return random.nextInt(6) == 0 ? onValue() : onKey();
        }
        int kind = depth == 0 ? 3 + random.nextInt(5) : random.nextInt(8);
        return switch (kind) {
            case 0 -> and(next(depth - 1), next(depth - 1));
            case 1 -> or(next(depth - 1), next(depth - 1));
            case 2 -> not(next(depth - 1));
            case 3 -> in();
            case 4 -> nullTest();
            case 5 -> random.nextInt(10) == 0 ? constant() : comparison();
            default -> comparison();
        };
    }

    private Sample and(Sample left, Sample right) {
        return new Sample(new And(left.predicate, right.predicate), (partition, offset, micros, key) -> {
            Boolean first = left.meaning.of(partition, offset, micros, key);
            Boolean second = right.meaning.of(partition, offset, micros, key);
            if (Boolean.FALSE.equals(first) || Boolean.FALSE.equals(second)) {
                return false;
            }
            return (first == null || second == null) ? null : true;
        });
    }

    private Sample or(Sample left, Sample right) {
        return new Sample(new Or(left.predicate, right.predicate), (partition, offset, micros, key) -> {
            Boolean first = left.meaning.of(partition, offset, micros, key);
            Boolean second = right.meaning.of(partition, offset, micros, key);
            if (Boolean.TRUE.equals(first) || Boolean.TRUE.equals(second)) {
                return true;
            }
            return (first == null || second == null) ? null : false;
        });
    }

    private Sample not(Sample sample) {
        return new Sample(new Not(sample.predicate), (partition, offset, micros, key) -> {
            Boolean value = sample.meaning.of(partition, offset, micros, key);
            return value == null ? null : !value;
        });
    }

    /** True, false or unknown, whichever the record. */
    private static Sample onValue() {
        return new Sample(
                new Predicate("=", new Expression[] {
                    Expressions.column("value"), new LiteralValue<>(UTF8String.fromString("v"), DataTypes.StringType)
                }),
                (partition, offset, micros, key) -> offset % 3 == 0 ? null : Boolean.valueOf(offset % 3 == 1));
    }

    private Sample onKey() {
        Expression column = Expressions.column("_key");
        int kind = random.nextInt(8);
        if (kind == 0) {
            boolean isNull = random.nextBoolean();
            return new Sample(
                    new Predicate(isNull ? "IS_NULL" : "IS_NOT_NULL", new Expression[] {column}),
                    (partition, offset, micros, key) -> (key == null) == isNull);
        }
        if (kind < 4) {
            return keyIn(column);
        }
        String name = List.of("=", "=", "<>", "<=>").get(random.nextInt(4));
        String other = key();
        Expression literal = keyLiteral(other);
        return new Sample(
                new Predicate(
                        name,
                        random.nextBoolean() ? new Expression[] {column, literal} : new Expression[] {literal, column}),
                (partition, offset, micros, key) -> {
                    if (name.equals("<=>")) {
                        return other.equals(key);
                    }
                    return key == null ? null : Boolean.valueOf(other.equals(key) == name.equals("="));
                });
    }

    private Sample keyIn(Expression column) {
        List<Expression> children = new ArrayList<>(List.of(column));
        Set<String> keys = new HashSet<>();
        for (int count = random.nextInt(4); count >= 0; count--) {
            String other = key();
            keys.add(other);
            children.add(keyLiteral(other));
        }
        boolean hasNull = random.nextInt(4) == 0;
        if (hasNull) {
            children.add(new LiteralValue<>(null, DataTypes.StringType));
        }
        return new Sample(
                new Predicate("IN", children.toArray(Expression[]::new)), (partition, offset, micros, key) -> {
                    if (key == null) {
                        return null;
                    }
                    return keys.contains(key) ? Boolean.TRUE : hasNull ? null : Boolean.FALSE;
                });
    }

    private String key() {
        return "k" + random.nextInt(6);
    }

    private static Expression keyLiteral(String key) {
        return new LiteralValue<>(UTF8String.fromString(key), DataTypes.StringType);
    }

    private Sample constant() {
        return random.nextBoolean()
                ? new Sample(new AlwaysTrue(), (partition, offset, micros, key) -> true)
                : new Sample(new AlwaysFalse(), (partition, offset, micros, key) -> false);
    }

    private Sample nullTest() {
        Operand operand = operand(random.nextBoolean());
        boolean isNull = random.nextBoolean();
        return new Sample(
                new Predicate(isNull ? "IS_NULL" : "IS_NOT_NULL", new Expression[] {operand.expression}),
                (partition, offset, micros, key) ->
                        (operand.side.of(partition, offset, micros, key) == null) == isNull);
    }

    private Sample comparison() {
        boolean isTime = random.nextInt(3) == 0;
        Operand left = operand(isTime);
        Operand right = operand(isTime);
        String name = COMPARISONS.get(random.nextInt(COMPARISONS.size()));
        return new Sample(
                new Predicate(name, new Expression[] {left.expression, right.expression}),
                (partition, offset, micros, key) -> compare(
                        name,
                        left.side.of(partition, offset, micros, key),
                        right.side.of(partition, offset, micros, key)));
    }

    private static @Nullable Boolean compare(String name, @Nullable Long left, @Nullable Long right) {
        if (name.equals("<=>")) {
            return Objects.equals(left, right);
        }
        if (left == null || right == null) {
            return null;
        }
        int order = left.compareTo(right);
        return switch (name) {
            case "=" -> order == 0;
            case "<>" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            case ">=" -> order >= 0;
            default -> throw new IllegalStateException(name);
        };
    }

    private Sample in() {
        boolean isTime = random.nextInt(3) == 0;
        Operand subject = operand(isTime);
        List<Operand> elements = new ArrayList<>();
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            elements.add(isTime ? timeLiteral() : literal());
        }
        List<Expression> children = new ArrayList<>(List.of(subject.expression));
        elements.forEach(element -> children.add(element.expression));
        return new Sample(
                new Predicate("IN", children.toArray(Expression[]::new)),
                (partition, offset, micros, key) -> isIn(subject.side.of(partition, offset, micros, key), elements));
    }

    private static @Nullable Boolean isIn(@Nullable Long subject, List<Operand> elements) {
        Boolean isIn = false;
        for (Operand element : elements) {
            Boolean isEqual = compare("=", subject, element.side.of(0, 0, 0, null));
            if (Boolean.TRUE.equals(isEqual)) {
                return true;
            }
            isIn = isEqual == null ? null : isIn;
        }
        return isIn;
    }

    private Operand operand(boolean isTime) {
        return isTime ? time() : number();
    }

    private Operand time() {
        return switch (random.nextInt(4)) {
            case 0 -> timeLiteral();
            case 1 ->
                new Operand(
                        new Cast(Expressions.column("_timestamp"), DataTypes.TimestampType, DataTypes.TimestampType),
                        (partition, offset, micros, key) -> micros);
            default -> new Operand(Expressions.column("_timestamp"), (partition, offset, micros, key) -> micros);
        };
    }

    /** Near the milliseconds that tests look at, and now and then between two of them. */
    private Operand timeLiteral() {
        if (random.nextInt(6) == 0) {
            return new Operand(
                    new LiteralValue<>(null, DataTypes.TimestampType), (partition, offset, micros, key) -> null);
        }
        long number = switch (random.nextInt(12)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> Long.MAX_VALUE / 1000 * 1000;
            case 3 -> Long.MIN_VALUE / 1000 * 1000;
            case 4, 5 -> 1000L * (random.nextInt(9) - 3) + random.nextInt(3) - 1;
            default -> 1000L * (random.nextInt(9) - 3);
        };
        return new Operand(
                new LiteralValue<>(number, DataTypes.TimestampType), (partition, offset, micros, key) -> number);
    }

    private Operand number() {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Operand(Expressions.column("_partition"), (partition, offset, micros, key) -> (long) partition);
            case 1 ->
                new Operand(
                        new Cast(Expressions.column("_partition"), DataTypes.IntegerType, DataTypes.LongType),
                        (partition, offset, micros, key) -> (long) partition);
            case 2, 3 -> new Operand(Expressions.column("_offset"), (partition, offset, micros, key) -> offset);
            default -> literal();
        };
    }

    private Operand literal() {
        if (random.nextInt(6) == 0) {
            return new Operand(new LiteralValue<>(null, DataTypes.LongType), (partition, offset, micros, key) -> null);
        }
        long number = switch (random.nextInt(20)) {
            case 0 -> Long.MAX_VALUE;
            case 1 -> Long.MIN_VALUE;
            case 2 -> -1L;
            default -> random.nextInt(14);
        };
        if (number == (int) number && random.nextBoolean()) {
            return new Operand(
                    new LiteralValue<>((int) number, DataTypes.IntegerType),
                    (partition, offset, micros, key) -> number);
        }
        return new Operand(new LiteralValue<>(number, DataTypes.LongType), (partition, offset, micros, key) -> number);
    }
}
