package io.kaspar.waysin;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A job of Java in a jar of its own: runs the statements that it is given, and prints rows as {@code spark-sql} does. */
final class JavaJob {
    static final String MAIN_CLASS = "Statements";

    private static final String SOURCE = """
            import org.apache.spark.sql.Row;
            import org.apache.spark.sql.SparkSession;

            public final class Statements {
                public static void main(String[] statements) {
                    SparkSession spark = SparkSession.builder().getOrCreate();
                    for (String statement : statements) {
                        for (Row row : spark.sql(statement).collectAsList()) {
                            System.out.println(row.mkString("\t"));
                        }
                    }
                    spark.stop();
                }
            }
            """;

    private JavaJob() {}

    /** Compiles it against a Spark and packs it. */
    static Path make(Distribution spark) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "runs")), "job-")
                .toAbsolutePath();
        Path source = Files.writeString(folder.resolve(MAIN_CLASS + ".java"), SOURCE);
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-classpath", classPath(spark), source.toString());
        if (failed != 0) {
            throw new IllegalStateException(source + " does not compile");
        }
        Path jar = folder.resolve("job.jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.putNextEntry(new JarEntry(MAIN_CLASS + ".class"));
            Files.copy(folder.resolve(MAIN_CLASS + ".class"), entries);
            entries.closeEntry();
        }
        return jar;
    }

    private static String classPath(Distribution spark) throws IOException {
        try (Stream<Path> jars = Files.list(spark.home().resolve("jars"))) {
            return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        }
    }
}
