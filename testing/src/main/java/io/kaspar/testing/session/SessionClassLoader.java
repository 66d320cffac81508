package io.kaspar.testing.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** The class loader of a session with jars of its own, which come first: here with a copy of one class, or with none. */
public final class SessionClassLoader extends URLClassLoader {
    private final Set<String> lookedFor = new HashSet<>();

    private SessionClassLoader(URL[] own) {
        super(own, SessionClassLoader.class.getClassLoader());
    }

    /** Of a session that has no classes of its own. */
    public static SessionClassLoader empty() {
        return new SessionClassLoader(new URL[0]);
    }

    /** Of a session with a copy of a class in a folder. */
    public static SessionClassLoader withCopy(Class<?> original, Path folder) {
        String path = path(original.getName());
        try (InputStream bytes = Objects.requireNonNull(original.getResourceAsStream("/" + path))) {
            Path copy = folder.resolve(path);
            Files.createDirectories(copy.getParent());
            Files.copy(bytes, copy);
            return new SessionClassLoader(new URL[] {folder.toUri().toURL()});
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something as a thread of this session. */
    public <T> T call(Callable<T> work) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(this);
        try {
            return work.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The names of files that were looked for. */
    public Set<String> lookedFor() {
        return lookedFor;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            return findResource(path(name)) == null ? super.loadClass(name, resolve) : findClass(name);
        }
    }

    @Override
    public @Nullable URL getResource(String name) {
        lookedFor.add(name);
        URL own = findResource(name);
        return own == null ? super.getResource(name) : own;
    }

    private static String path(String className) {
        return className.replace('.', '/') + ".class";
    }
}
