package io.kaspar.schema.json.infer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.types.StructType;

/**
 * Finds the columns of JSON objects: for each member the narrowest type that reads all values that were looked at, without loss.
 *
 * <p>Whole numbers are {@code BIGINT}, or {@code DECIMAL(38,0)} beyond 64 bits; with fractions among them {@code DOUBLE}; strings are text,
 * whatever stands in them. What does not go together, and what was always null or an object without members, is {@code STRING}, as
 * the JSON text has it. Not thread-safe.
 */
public final class JsonInference {
    /** What is given here was checked, with the limits that payloads have. */
    private static final JsonFactory PARSERS = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final SeenValues objects = new SeenValues(new MemberBudget(), 0);

    /**
     * Looks at a payload.
     *
     * @param json good JSON
     * @return whether it is an object; nothing is learned of others
     * @throws SchemaException when the objects have more members than a table should have columns
     */
    public boolean add(String json) throws SchemaException {
        try (JsonParser parser = PARSERS.createParser(json)) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            if (isObject) {
                objects.add(parser);
            }
            return isObject;
        } catch (SchemaException e) {
            throw e;
        } catch (
                StreamConstraintsException
                        e) { // Jackson 2.15, of Spark 3.5, has no limit for names, and so no name for it.
            throw new SchemaException("a name in their objects is too long for a column", e);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON, though it was checked", e);
        }
    }

    /** The columns of the objects so far, in alphabetical order. */
    public StructType columns() {
        return objects.struct();
    }
}
