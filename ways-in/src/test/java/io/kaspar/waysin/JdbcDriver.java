package io.kaspar.waysin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kyuubi.jdbc.KyuubiHiveDriver;

/** A JDBC driver, in a class loader of its own when it has to be. */
final class JdbcDriver {
    private static final Map<Distribution, JdbcDriver> OF_DISTRIBUTIONS = new EnumMap<>(Distribution.class);

    private final Driver driver;

    private JdbcDriver(Driver driver) {
        this.driver = driver;
    }

    /** Hive's driver, with the jars that it lies among in a distribution. */
    static synchronized JdbcDriver ofDistribution(Distribution spark) throws IOException {
        JdbcDriver known = OF_DISTRIBUTIONS.get(spark);
        if (known == null) {
            known = new JdbcDriver(load(spark.home().resolve("jars")));
            OF_DISTRIBUTIONS.put(spark, known);
        }
        return known;
    }

    /** The driver of the Kyuubi project: one jar, as tools such as DBeaver take it. */
    static JdbcDriver kyuubi() {
        return new JdbcDriver(new KyuubiHiveDriver());
    }

    Connection connect(String url) throws SQLException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(driver.getClass().getClassLoader());
        try {
            return driver.connect(url, new Properties());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @SuppressWarnings("resource") // the driver loads classes for as long as this JVM runs
    private static Driver load(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            List<URL> urls = files.map(JdbcDriver::url).toList();
            ClassLoader loader = new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            return (Driver) loader.loadClass("org.apache.hive.jdbc.HiveDriver")
                    .getConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no driver among " + jars, e);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
