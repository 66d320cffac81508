package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.fetch.documented.Greeter;
import io.kaspar.reader.fetch.documented.Greeting;
import io.kaspar.reader.fetch.moved.MovedMarker;
import io.kaspar.reader.fetch.users.UsersGreeter;
import org.junit.jupiter.api.Test;

/** With a library of two packages in Kafka's place: "documented", which users compile against, and "moved". */
final class RelocatingClassLoaderTest {
    private static final ClassLoader HERE = RelocatingClassLoaderTest.class.getClassLoader();
    private static final RelocatedNames NAMES =
            new RelocatedNames(Greeter.class.getPackageName(), MovedMarker.class.getPackageName());

    private final RelocatingClassLoader loader = new RelocatingClassLoader(HERE, HERE, NAMES);

    @Test
    void adaptsAUsersClassToTheMovedLibrary() throws ReflectiveOperationException {
        Class<?> adapted = Class.forName(UsersGreeter.class.getName(), true, loader);
        assertThat(adapted).isNotSameAs(UsersGreeter.class);
        Object greeter = adapted.getDeclaredConstructor().newInstance();
        assertThat(greeter)
                .isInstanceOf(io.kaspar.reader.fetch.moved.Greeter.class)
                .isNotInstanceOf(Greeter.class);
        io.kaspar.reader.fetch.moved.Greeting greeting =
                ((io.kaspar.reader.fetch.moved.Greeter) greeter).greet("Franz");
        assertThat(greeting.text()).isEqualTo("Good day, Franz!");
    }

    @Test
    void takesADocumentedNameForTheMovedClass() throws ClassNotFoundException {
        assertThat(loader.loadClass(Greeting.class.getName())).isSameAs(io.kaspar.reader.fetch.moved.Greeting.class);
    }

    @Test
    void leavesOtherClassesWhereTheyAre() throws ClassNotFoundException {
        assertThat(loader.loadClass(String.class.getName())).isSameAs(String.class);
        assertThat(loader.loadClass(FetchSizes.class.getName())).isSameAs(FetchSizes.class);
    }

    @Test
    void standsInForTheContextClassLoaderOnlyWhileWorkRuns() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader during = KafkaClientSettings.withClientClassLoader(
                NAMES, HERE, () -> Thread.currentThread().getContextClassLoader());
        assertThat(during).isInstanceOf(RelocatingClassLoader.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
