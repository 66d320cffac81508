package io.kaspar.lines;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.xbean.asm9.AnnotationVisitor;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.FieldVisitor;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * What others can refer to in a class.
 *
 * @param members fields and methods, each with its descriptor
 * @param abstractMethods those of the methods that have no body
 * @param since what {@code SinceSpark} says of methods, and of the class itself under an empty name
 */
record ClassFacts(
        List<String> parents,
        boolean isAbstract,
        Set<String> members,
        Set<String> abstractMethods,
        Map<String, String> since) {
    private static final String SINCE_SPARK = "Lio/kaspar/schema/line/SinceSpark;";

    static ClassFacts read(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        List<String> parents = new ArrayList<>(List.of(reader.getInterfaces()));
        if (reader.getSuperName() != null) {
            parents.add(reader.getSuperName());
        }
        Collector collector = new Collector();
        reader.accept(collector, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return new ClassFacts(
                parents,
                (reader.getAccess() & Opcodes.ACC_ABSTRACT) != 0,
                collector.members,
                collector.abstractMethods,
                collector.since);
    }

    private static final class Collector extends ClassVisitor {
        private final Set<String> members = new HashSet<>();
        private final Set<String> abstractMethods = new HashSet<>();
        private final Map<String, String> since = new HashMap<>();

        Collector() {
            super(Opcodes.ASM9);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            members.add(name + descriptor);
            if ((access & Opcodes.ACC_ABSTRACT) != 0) {
                abstractMethods.add(name + descriptor);
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
                    return annotation.equals(SINCE_SPARK) ? since(name) : null;
                }
            };
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            members.add(name + descriptor);
            return null;
        }

        @Override
        public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
            return annotation.equals(SINCE_SPARK) ? since("") : null;
        }

        private AnnotationVisitor since(String method) {
            return new AnnotationVisitor(Opcodes.ASM9) {
                @Override
                public void visit(String name, Object value) {
                    since.put(method, value.toString());
                }
            };
        }
    }
}
