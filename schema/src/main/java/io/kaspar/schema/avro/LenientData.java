package io.kaspar.schema.avro;

import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Avro's own rules for data, without conversions of logical types, but for one: a default of null is null whatever the
 * field's type, since all columns are nullable.
 */
final class LenientData extends GenericData {
    @Override
    @SuppressWarnings("NullAway") // Avro's own method gives null for a default of null, too.
    public Object getDefaultValue(Schema.Field field) {
        return field.defaultVal() == JsonProperties.NULL_VALUE ? null : super.getDefaultValue(field);
    }
}
