package io.kaspar.lines;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.Handle;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.Opcodes;
import org.apache.xbean.asm9.Type;
import org.jspecify.annotations.Nullable;

/** What a class of ours refers to that a line of Spark does not have. */
final class References extends ClassVisitor {
    /** Its methods take what they are given. */
    private static final Set<String> ANY_DESCRIPTOR =
            Set.of("java/lang/invoke/VarHandle", "java/lang/invoke/MethodHandle");

    private final ClassUniverse universe;
    private final SparkLine line;
    private final String name;
    private final Map<String, String> since;
    private final Set<String> missing = new TreeSet<>();

    private References(ClassUniverse universe, SparkLine line, String name, Map<String, String> since) {
        super(Opcodes.ASM9);
        this.universe = universe;
        this.line = line;
        this.name = name;
        this.since = since;
    }

    /** One line of text for each, without what is marked to come with a later line. */
    static Set<String> missing(ClassUniverse universe, SparkLine line, String name, byte[] bytes) {
        ClassFacts facts = universe.find(name).orElseThrow();
        References references = new References(universe, line, name, facts.since());
        if (!references.isExpected("")) {
            return Set.of();
        }
        facts.parents().forEach(parent -> references.requireType(Type.getObjectType(parent), "extends"));
        if (!facts.isAbstract()) {
            universe.missingBodies(name).forEach(method -> references.report("lacks", method));
        }
        new ClassReader(bytes).accept(references, 0);
        return references.missing;
    }

    private boolean isExpected(String method) {
        String first = since.get(method);
        return first == null || line.isSince(first);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        // a lambda belongs to the method that it is written in
        if (!isExpected(method.startsWith("lambda$") ? method.split("[$]", -1)[1] : method)) {
            return null;
        }
        requireTypes(descriptor, method);
        return new Body(method);
    }

    private void requireTypes(String descriptor, String where) {
        requireType(Type.getReturnType(descriptor), where);
        for (Type type : Type.getArgumentTypes(descriptor)) {
            requireType(type, where);
        }
    }

    private void requireType(Type type, String where) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT
                && universe.find(element.getInternalName()).isEmpty()) {
            report(where, element.getInternalName());
        }
    }

    private void requireMember(String owner, String member, String where) {
        if (owner.startsWith("[") || ANY_DESCRIPTOR.contains(owner)) {
            return;
        }
        boolean isOfObject = universe.has("java/lang/Object", member);
        if (!isOfObject && !universe.has(owner, member)) {
            report(where, owner + "." + member);
        }
    }

    private void report(String where, String what) {
        missing.add(name.replace('/', '.') + " " + where + ": " + what);
    }

    private final class Body extends MethodVisitor {
        private final String where;

        Body(String where) {
            super(Opcodes.ASM9);
            this.where = where;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String method, String descriptor, boolean isInterface) {
            requireMember(owner, method + descriptor, where);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String descriptor) {
            requireMember(owner, field + descriptor, where);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            requireType(Type.getObjectType(type), where);
        }

        @Override
        public void visitLdcInsn(Object value) {
            if (value instanceof Type type && type.getSort() != Type.METHOD) {
                requireType(type, where);
            }
        }

        @Override
        public void visitInvokeDynamicInsn(String method, String descriptor, Handle bootstrap, Object... arguments) {
            requireType(Type.getReturnType(descriptor), where);
            for (Object argument : arguments) {
                if (argument instanceof Handle handle) {
                    requireMember(handle.getOwner(), handle.getName() + handle.getDesc(), where);
                }
            }
        }
    }
}
