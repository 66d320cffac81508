package io.kaspar.schema.protobuf.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.wire.schema.internal.parser.EnumElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.TypeElement;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our shortened files say of payloads what the originals do. */
class KnownFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "google/protobuf/any.proto",
                "google/protobuf/duration.proto",
                "google/protobuf/empty.proto",
                "google/protobuf/field_mask.proto",
                "google/protobuf/source_context.proto",
                "google/protobuf/struct.proto",
                "google/protobuf/timestamp.proto",
                "google/protobuf/wrappers.proto",
                "google/type/calendar_period.proto",
                "google/type/color.proto",
                "google/type/date.proto",
                "google/type/datetime.proto",
                "google/type/dayofweek.proto",
                "google/type/decimal.proto",
                "google/type/expr.proto",
                "google/type/fraction.proto",
                "google/type/interval.proto",
                "google/type/latlng.proto",
                "google/type/localized_text.proto",
                "google/type/money.proto",
                "google/type/month.proto",
                "google/type/phone_number.proto",
                "google/type/postal_address.proto",
                "google/type/quaternion.proto",
                "google/type/timeofday.proto",
            })
    void areTheOriginalsInShort(String path) throws Exception {
        assertThat(facts(Objects.requireNonNull(KnownFiles.text(path), path))).isEqualTo(facts(original(path)));
    }

    @Test
    void othersAreNotKnown() {
        assertThat(KnownFiles.text("google/protobuf/nothing.proto")).isNull();
        assertThat(KnownFiles.text("../package-info.class")).isNull();
    }

    private static String original(String path) throws Exception {
        try (InputStream in =
                Objects.requireNonNull(KnownFilesTest.class.getClassLoader().getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> facts(String text) throws Exception {
        Set<String> facts = new TreeSet<>();
        ProtoText.parse("a file", text).getTypes().forEach(type -> add(type, "", facts));
        return facts;
    }

    private static void add(TypeElement type, String scope, Set<String> facts) {
        String name = scope + type.getName();
        if (type instanceof EnumElement element) {
            element.getConstants()
                    .forEach(constant -> facts.add(name + "." + constant.getName() + " = " + constant.getTag()));
        }
        if (type instanceof MessageElement element) {
            facts.add(name);
            List<FieldElement> fields = new ArrayList<>(element.getFields());
            element.getOneOfs().forEach(oneof -> fields.addAll(oneof.getFields()));
            fields.forEach(field -> facts.add(name + "." + field.getName() + " = " + field.getTag() + " "
                    + field.getLabel() + " " + field.getType().replaceAll(".*[.]", "")));
        }
        type.getNestedTypes().forEach(nested -> add(nested, name + ".", facts));
    }
}
