package io.kaspar.schema.avro;

import io.kaspar.schema.line.SinceSpark;
import java.util.function.Supplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Resolver;
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
    public Resolver.Action without(Supplier<Resolver.Action> work) {
        NameValidator namesBefore = Schema.getNameValidator();
        boolean defaultsBefore = Schema.getValidateDefaults();
        try {
            Schema.setNameValidator(NameValidator.NO_VALIDATION);
            Schema.setValidateDefaults(false);
            return work.get();
        } finally {
            Schema.setNameValidator(namesBefore);
            Schema.setValidateDefaults(defaultsBefore);
        }
    }
}
