package io.kaspar.lines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** All classes of a class path, and Java's own. Names are internal ones, as {@code java/lang/String}. */
final class ClassUniverse implements AutoCloseable {
    private static final String SUFFIX = ".class";

    private final List<JarFile> jars = new ArrayList<>();
    private final Map<String, JarFile> jarsOfClasses = new HashMap<>();
    private final Map<String, Optional<ClassFacts>> classes = new HashMap<>();

    ClassUniverse(List<Path> classPath) throws IOException {
        for (Path path : classPath) {
            JarFile jar = new JarFile(path.toFile(), false);
            jars.add(jar);
            classNames(jar).forEach(name -> jarsOfClasses.putIfAbsent(name, jar));
        }
    }

    /** The classes of a jar, by name. */
    static Map<String, byte[]> classFiles(Path path) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (JarFile jar = new JarFile(path.toFile(), false)) {
            for (String name : classNames(jar)) {
                files.put(name, bytes(jar, name));
            }
        }
        return files;
    }

    private static List<String> classNames(JarFile jar) {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("META-INF/"))
                .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                .toList();
    }

    private static byte[] bytes(JarFile jar, String name) throws IOException {
        try (InputStream stream = jar.getInputStream(jar.getJarEntry(name + SUFFIX))) {
            return stream.readAllBytes();
        }
    }

    Optional<ClassFacts> find(String name) {
        return classes.computeIfAbsent(name, this::read);
    }

    private Optional<ClassFacts> read(String name) {
        JarFile jar = jarsOfClasses.get(name);
        try (InputStream ofJava = ClassLoader.getPlatformClassLoader().getResourceAsStream(name + SUFFIX)) {
            if (jar != null) {
                return Optional.of(ClassFacts.read(bytes(jar, name)));
            }
            return ofJava == null ? Optional.empty() : Optional.of(ClassFacts.read(ofJava.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a class or what it inherits from has a field or method. */
    boolean has(String owner, String member) {
        return has(owner, member, new HashSet<>());
    }

    private boolean has(String owner, String member, Set<String> seen) {
        if (!seen.add(owner)) {
            return false;
        }
        Optional<ClassFacts> facts = find(owner);
        return facts.isPresent()
                && (facts.get().members().contains(member)
                        || facts.get().parents().stream().anyMatch(parent -> has(parent, member, seen)));
    }

    /** The methods that a class inherits without a body and has none for. */
    Set<String> missingBodies(String name) {
        Set<String> asked = new HashSet<>();
        Set<String> given = new HashSet<>();
        collect(name, asked, given, new HashSet<>());
        asked.removeAll(given);
        return asked;
    }

    private void collect(String name, Set<String> asked, Set<String> given, Set<String> seen) {
        Optional<ClassFacts> facts = seen.add(name) ? find(name) : Optional.empty();
        if (facts.isEmpty()) {
            return;
        }
        asked.addAll(facts.get().abstractMethods());
        facts.get().members().stream()
                .filter(member -> !facts.get().abstractMethods().contains(member))
                .forEach(given::add);
        facts.get().parents().forEach(parent -> collect(parent, asked, given, seen));
    }

    @Override
    public void close() throws IOException {
        for (JarFile jar : jars) {
            jar.close();
        }
    }
}
