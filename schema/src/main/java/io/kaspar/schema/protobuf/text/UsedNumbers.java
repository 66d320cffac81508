package io.kaspar.schema.protobuf.text;

import com.squareup.wire.schema.internal.parser.ExtensionsElement;
import com.squareup.wire.schema.internal.parser.FieldElement;
import com.squareup.wire.schema.internal.parser.GroupElement;
import com.squareup.wire.schema.internal.parser.MessageElement;
import com.squareup.wire.schema.internal.parser.OneOfElement;
import com.squareup.wire.schema.internal.parser.ReservedElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The numbers that the fields of a message have, had, or may not have. */
final class UsedNumbers {
    private final List<NumberRange> kept = new ArrayList<>();
    private int highest;

    /** The numbers of one version of the message. */
    void add(MessageElement message) {
        addFields(message.getFields());
        addGroups(message.getGroups());
        for (OneOfElement oneof : message.getOneOfs()) {
            addFields(oneof.getFields());
            addGroups(oneof.getGroups());
        }
        for (ReservedElement reserved : message.getReserveds()) {
            reserved.getValues().stream()
                    .filter(value -> !(value instanceof String))
                    .forEach(this::keep);
        }
        for (ExtensionsElement extensions : message.getExtensions()) {
            extensions.getValues().forEach(this::keep);
        }
        kept.sort(Comparator.comparingInt(NumberRange::first));
    }

    private void addFields(List<FieldElement> fields) {
        fields.forEach(field -> highest = Math.max(highest, field.getTag()));
    }

    private void addGroups(List<GroupElement> groups) {
        groups.forEach(group -> highest = Math.max(highest, group.getTag()));
    }

    /** Ranges without an end leave what stands in front of them. */
    private void keep(Object numbers) {
        NumberRange range = NumberRange.parse(numbers.toString());
        kept.add(range);
        highest = range.last() < NumberRange.MAX ? Math.max(highest, range.last()) : highest;
    }

    int highest() {
        return highest;
    }

    /** The number itself, or the first one behind it that is not kept for something else. */
    int behind(int number) {
        int free = number;
        for (NumberRange range : kept) {
            free = range.behind(free);
        }
        return free;
    }
}
