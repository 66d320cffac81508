package io.kaspar.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.client.documented.Greeter;
import io.kaspar.client.documented.Greeting;
import io.kaspar.client.moved.MovedMarker;
import io.kaspar.client.users.UsersGreeter;
import io.kaspar.client.users.login.UsersLogin;
import java.security.Security;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
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
                NAMES, HERE, HERE, () -> Thread.currentThread().getContextClassLoader());
        assertThat(during).isInstanceOf(RelocatingClassLoader.class);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @Test
    void adaptsALibraryAsAWhole() throws ClassNotFoundException {
        // does not mention the library itself, and lies in a package with nothing that does
        Class<?> module = loader.loadClass(UsersLogin.class.getName());

        assertThat(module.getClassLoader()).isSameAs(loader);
        assertThat(loader.loadClass(UsersGreeter.class.getName()).getClassLoader())
                .isSameAs(loader);
        assertThat(module.getProtectionDomain().getCodeSource()).isNotNull();
    }

    @Test
    void adaptsALibraryOnceHoweverManyClientsAreMade() {
        Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
        for (int client = 0; client < 40; client++) {
            KafkaClientSettings.withClientClassLoader(NAMES, HERE, HERE, () -> {
                ClassLoader now = Thread.currentThread().getContextClassLoader();
                loaders.add(now);
                return register(now);
            });
        }
        long providers = Arrays.stream(Security.getProviders())
                .filter(provider -> provider.getName().startsWith(UsersLogin.PROVIDER))
                .peek(provider -> Security.removeProvider(provider.getName()))
                .count();

        assertThat(loaders).hasSize(1);
        assertThat(providers).isEqualTo(1);
    }

    private static Class<?> register(ClassLoader with) {
        try {
            return Class.forName(UsersLogin.class.getName(), true, with);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
