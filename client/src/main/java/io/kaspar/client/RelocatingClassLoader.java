package io.kaspar.client;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.commons.ClassRemapper;
import org.apache.xbean.asm9.commons.Remapper;

/**
 * Gives users' classes that were compiled against Kafka's documented packages a form that works with the relocated client.
 *
 * <p>All classes of a jar, or of a directory, that mentions Kafka are defined here again, with Kafka's names replaced; all
 * others come from where they are. There is one such loader for each of users' class loaders: a class is the same one for
 * every client, so that Kafka shares logins, and what registers itself with the JVM does so once.
 */
final class RelocatingClassLoader extends ClassLoader {
    /** What comes with Java and Spark: never a user's library. */
    private static final List<String> PLATFORM = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "scala.",
            "org.slf4j.",
            "org.apache.spark.",
            "org.apache.hadoop.");

    private static final Map<ClassLoader, WeakReference<RelocatingClassLoader>> LOADERS = new WeakHashMap<>();

    private final ClassLoader clientClassLoader;
    private final RelocatedNames names;
    private final CodeSources codeSources;

    /**
     * @param userClassLoader finds users' classes
     * @param clientClassLoader finds the relocated client
     */
    RelocatingClassLoader(ClassLoader userClassLoader, ClassLoader clientClassLoader, RelocatedNames names) {
        super(userClassLoader);
        this.clientClassLoader = clientClassLoader;
        this.names = names;
        codeSources = new CodeSources(names.documented());
    }

    /** The one loader for this class loader of a user, made anew only when nothing uses the one before. */
    static RelocatingClassLoader of(ClassLoader userClassLoader, ClassLoader clientClassLoader, RelocatedNames names) {
        if (userClassLoader instanceof RelocatingClassLoader already) {
            return already;
        }
        synchronized (LOADERS) {
            WeakReference<RelocatingClassLoader> known = LOADERS.get(userClassLoader);
            RelocatingClassLoader loader = known == null ? null : known.get();
            if (loader == null) {
                loader = new RelocatingClassLoader(userClassLoader, clientClassLoader, names);
                LOADERS.put(userClassLoader, new WeakReference<>(loader));
            }
            return loader;
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (names.isDocumented(name) || names.isActual(name)) {
            return clientClassLoader.loadClass(names.relocate(name));
        }
        if (PLATFORM.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : loadUsersClass(name, resolve);
        }
    }

    private Class<?> loadUsersClass(String name, boolean resolve) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        URL file = getParent().getResource(path);
        if (file == null) {
            return super.loadClass(name, resolve);
        }
        byte[] bytes = bytes(name, path);
        if (!codeSources.mentions(file, path, bytes)) {
            return super.loadClass(name, resolve);
        }
        byte[] adapted = adapt(bytes);
        CodeSource source = new CodeSource(file, (Certificate[]) null);
        return defineClass(name, adapted, 0, adapted.length, new ProtectionDomain(source, null, this, null));
    }

    private byte[] bytes(String name, String path) throws ClassNotFoundException {
        try (InputStream stream = getParent().getResourceAsStream(path)) {
            if (stream == null) {
                throw new ClassNotFoundException(name);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] adapt(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new ClassRemapper(writer, new KafkaRemapper(names)), 0);
        return writer.toByteArray();
    }

    private static final class KafkaRemapper extends Remapper {
        private final RelocatedNames names;

        @SuppressWarnings("deprecation") // its successor does not exist in the ASM of Spark 4.0
        KafkaRemapper(RelocatedNames names) {
            this.names = names;
        }

        @Override
        public String map(String internalName) {
            return names.relocate(internalName.replace('/', '.')).replace('.', '/');
        }
    }
}
