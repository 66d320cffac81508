package io.kaspar.schema.json;

import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.shape.UnionBranch.AnyOfKind;
import io.kaspar.schema.json.shape.UnionBranch.HasMember;
import io.kaspar.schema.json.shape.UnionBranch.MemberIsOneOf;
import io.kaspar.schema.json.shape.ValueKind;
import io.kaspar.schema.program.PayloadCursor;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Finds the branch of a union that a value has the mark of. */
final class UnionMarks {
    private final List<UnionBranch.Mark> marks;
    private final List<String> names;
    private final MemberScan scan;
    private final StringContent content = new StringContent();

    UnionMarks(List<UnionBranch.Mark> marks) {
        this.marks = List.copyOf(marks);
        this.names = marks.stream().flatMap(UnionMarks::name).distinct().toList();
        this.scan = new MemberScan(names, List.of(), null);
    }

    private static Stream<String> name(UnionBranch.Mark mark) {
        if (mark instanceof MemberIsOneOf one) {
            return Stream.of(one.member());
        }
        return mark instanceof HasMember has ? Stream.of(has.member()) : Stream.empty();
    }

    /** The number of the branch of the value at the cursor, which stays there. */
    int branch(PayloadCursor cursor) {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        ValueKind kind = kind(bytes[place]);
        if (kind == ValueKind.OBJECT && !names.isEmpty()) {
            scan.run(bytes, place, cursor.limit());
        }
        int found = -1;
        for (int i = 0; i < marks.size(); i++) {
            if (marks.get(i).kind() == kind && hasMark(marks.get(i), cursor)) {
                if (found >= 0) {
                    throw new JsonFault(place, "a value that has the marks of two branches of the schema's union");
                }
                found = i;
            }
        }
        if (found < 0) {
            throw new JsonFault(place, "a value that has the mark of no branch of the schema's union");
        }
        return found;
    }

    private boolean hasMark(UnionBranch.Mark mark, PayloadCursor cursor) {
        if (mark instanceof AnyOfKind) {
            return true;
        }
        if (mark instanceof HasMember has) {
            return scan.place(names.indexOf(has.member())) != MemberScan.ABSENT;
        }
        MemberIsOneOf one = (MemberIsOneOf) mark;
        int place = scan.place(names.indexOf(one.member()));
        if (place == MemberScan.ABSENT || cursor.bytes()[place] != '"') {
            return false;
        }
        content.read(cursor.bytes(), place, cursor.limit());
        return one.values()
                .contains(new String(content.bytes(), content.position(), content.length(), StandardCharsets.UTF_8));
    }

    private static ValueKind kind(byte first) {
        return switch (first) {
            case '"' -> ValueKind.STRING;
            case '{' -> ValueKind.OBJECT;
            case '[' -> ValueKind.ARRAY;
            case 't', 'f' -> ValueKind.BOOLEAN;
            default -> ValueKind.NUMBER;
        };
    }
}
