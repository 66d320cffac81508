package io.kaspar.catalog.options;

import io.kaspar.schema.resolve.KeyWindow;
import io.kaspar.schema.wire.WindowKind;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the options that say which window stands behind keys. */
final class KeyWindowParser {
    private static final String NONE = "none";

    private final OptionValues values;

    KeyWindowParser(OptionValues values) {
        this.values = values;
    }

    /** Null when keys have no window. */
    @Nullable
    KeyWindow parse() {
        String text = values.text(SchemaOption.KEY_WINDOW);
        WindowKind kind = text.equalsIgnoreCase(NONE) ? null : values.choice(SchemaOption.KEY_WINDOW, WindowKind.class);
        if (!values.isSet(SchemaOption.KEY_WINDOW_SIZE)) {
            return kind == null ? null : new KeyWindow(kind);
        }
        if (kind == null || kind.hasEnd()) {
            throw new OptionException("option " + SchemaOption.KEY_WINDOW_SIZE.optionName() + " = "
                    + values.text(SchemaOption.KEY_WINDOW_SIZE) + " says nothing while "
                    + SchemaOption.KEY_WINDOW.optionName() + " is " + text + "; set that to time or store"
                    + (kind == null ? "" : ", since the end of a session is in its bytes"));
        }
        return new KeyWindow(kind, sizeMs());
    }

    private long sizeMs() {
        OptionalLong sizeMs = DurationText.parseMs(values.text(SchemaOption.KEY_WINDOW_SIZE));
        if (sizeMs.isEmpty() || sizeMs.getAsLong() < 1) {
            throw values.badValue(SchemaOption.KEY_WINDOW_SIZE);
        }
        return sizeMs.getAsLong();
    }
}
