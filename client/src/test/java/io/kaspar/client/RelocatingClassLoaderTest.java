package io.kaspar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.client.documented.Greeter;
import io.kaspar.client.documented.Greeting;
import io.kaspar.client.moved.MovedMarker;
import io.kaspar.client.users.UsersGreeter;
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
        assertThat(greeter).isInstanceOf(io.kaspar.client.moved.Greeter.class).isNotInstanceOf(Greeter.class);
        io.kaspar.client.moved.Greeting greeting = ((io.kaspar.client.moved.Greeter) greeter).greet("Franz");
        assertThat(greeting.text()).isEqualTo("Good day, Franz!");
    }

    @Test
    void takesADocumentedNameForTheMovedClass() throws ClassNotFoundException {
        assertThat(loader.loadClass(Greeting.class.getName())).isSameAs(io.kaspar.client.moved.Greeting.class);
    }

    @Test
    void leavesOtherClassesWhereTheyAre() throws ClassNotFoundException {
        assertThat(loader.loadClass(String.class.getName())).isSameAs(String.class);
        assertThat(loader.loadClass(RelocatedNames.class.getName())).isSameAs(RelocatedNames.class);
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
