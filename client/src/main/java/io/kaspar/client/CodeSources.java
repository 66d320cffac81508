package io.kaspar.client;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Which jars and directories hold classes that mention a package. The classes of one are a library, which works only when
 * all of it comes from one class loader. Thread-safe.
 */
final class CodeSources {
    private static final String CLASS_FILE = ".class";
    private static final String JAR_PREFIX = "jar:";
    private static final String JAR_SEPARATOR = "!/";

    private final String mention;
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** @param packageName as in {@code org.apache.kafka} */
    CodeSources(String packageName) {
        mention = packageName.replace('.', '/') + "/";
    }

    /**
     * Whether a class of the jar or directory of this one mentions the package. Where there is neither, as in a shell, it is
     * asked of the class itself, and of those of its package that were seen before.
     *
     * @param file where the class file is
     * @param path the same within its source, as {@code com/acme/Login.class}
     */
    boolean mentions(URL file, String path, byte[] bytes) {
        String source = source(file, path);
        if (source.isEmpty()) {
            String directory = path.substring(0, path.lastIndexOf('/') + 1);
            return known.merge(directory, mentions(bytes), Boolean::logicalOr);
        }
        return known.computeIfAbsent(source, this::search);
    }

    /** The URL of the jar or directory; empty when it is neither. */
    private static String source(URL file, String path) {
        String text = file.toString();
        if (!text.endsWith(path)) {
            return "";
        }
        String source = text.substring(0, text.length() - path.length());
        if (source.startsWith(JAR_PREFIX + "file:") && source.endsWith(JAR_SEPARATOR)) {
            return source.substring(JAR_PREFIX.length(), source.length() - JAR_SEPARATOR.length());
        }
        return source.startsWith("file:") ? source : "";
    }

    private boolean search(String source) {
        try {
            Path path = Path.of(URI.create(source));
            return Files.isDirectory(path) ? searchDirectory(path) : searchJar(path.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the classes of " + source + " cannot be read", e);
        }
    }

    private boolean searchDirectory(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.toString().endsWith(CLASS_FILE) && mentions(Files.readAllBytes(file))) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean searchJar(File jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar)) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (entry.getName().endsWith(CLASS_FILE)) {
                    try (InputStream stream = zip.getInputStream(entry)) {
                        if (mentions(stream.readAllBytes())) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }
    }

    private boolean mentions(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1).contains(mention);
    }
}
