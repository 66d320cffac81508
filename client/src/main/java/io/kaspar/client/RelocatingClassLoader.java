package io.kaspar.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.Opcodes;
import org.apache.xbean.asm9.commons.ClassRemapper;
import org.apache.xbean.asm9.commons.Remapper;
import org.jspecify.annotations.Nullable;

/**
 * Gives users' classes that were compiled against Kafka's documented packages a form that works with the relocated client.
 *
 * <p>Such a class, and those of its package, are defined here again with Kafka's names replaced; all others come from where
 * they are.
 */
final class RelocatingClassLoader extends ClassLoader {
    private final ClassLoader clientClassLoader;
    private final RelocatedNames names;
    private final Set<String> adaptedPackages = ConcurrentHashMap.newKeySet();

    /**
     * @param userClassLoader finds users' classes
     * @param clientClassLoader finds the relocated client
     */
    RelocatingClassLoader(ClassLoader userClassLoader, ClassLoader clientClassLoader, RelocatedNames names) {
        super(userClassLoader);
        this.clientClassLoader = clientClassLoader;
        this.names = names;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (names.isDocumented(name) || names.isActual(name)) {
            return clientClassLoader.loadClass(names.relocate(name));
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : loadUsersClass(name, resolve);
        }
    }

    private Class<?> loadUsersClass(String name, boolean resolve) throws ClassNotFoundException {
        byte[] bytes = name.startsWith("java.") ? null : bytes(name);
        String packageName = name.substring(0, Math.max(0, name.lastIndexOf('.')));
        if (bytes == null || !(adaptedPackages.contains(packageName) || mentionsKafka(bytes))) {
            return super.loadClass(name, resolve);
        }
        adaptedPackages.add(packageName);
        byte[] adapted = adapt(bytes);
        return defineClass(name, adapted, 0, adapted.length);
    }

    private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
        try (InputStream stream = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return stream == null ? null : stream.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private boolean mentionsKafka(byte[] bytes) {
        String inClassFile = names.documented().replace('.', '/') + "/";
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(inClassFile);
    }

    private byte[] adapt(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, new KafkaRemapper(names)), 0);
        return writer.toByteArray();
    }

    private static final class KafkaRemapper extends Remapper {
        private final RelocatedNames names;

        KafkaRemapper(RelocatedNames names) {
            super(Opcodes.ASM9);
            this.names = names;
        }

        @Override
        public String map(String internalName) {
            return names.relocate(internalName.replace('/', '.')).replace('.', '/');
        }
    }
}
