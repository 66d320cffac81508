package io.kaspar.schema.avro;

import io.kaspar.schema.line.SinceSpark;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** By the methods that Avro 1.12 has for it. */
@SinceSpark("4.0")
final class Avro112Checks implements AvroChecks {
    @Override
    public Schema.Parser parser() {
        return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    }

    @Override
    @SuppressWarnings("deprecation") // only these settings keep what copies schemas from checking
    public <T, E extends Exception> T without(Work<T, E> work) throws E {
        NameValidator namesBefore = Schema.getNameValidator();
        boolean defaultsBefore = Schema.getValidateDefaults();
        try {
            Schema.setNameValidator(NameValidator.NO_VALIDATION);
            Schema.setValidateDefaults(false);
            return work.run();
        } finally {
            Schema.setNameValidator(namesBefore);
            Schema.setValidateDefaults(defaultsBefore);
        }
    }
}
