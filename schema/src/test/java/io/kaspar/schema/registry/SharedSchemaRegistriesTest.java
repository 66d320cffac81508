package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.SchemaText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class SharedSchemaRegistriesTest {
    private final List<CountingRegistry> opened = new ArrayList<>();
    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final SharedSchemaRegistries shared = new SharedSchemaRegistries(this::open, lingering::add);
    private final RegistryOptions options = TestRegistries.options("http://one.example");

    @Test
    void equalOptionsShareOneRegistry() throws SchemaRegistryException {
        SchemaRegistry first = shared.lease(options);
        SchemaRegistry second = shared.lease(TestRegistries.options("http://one.example"));
        SchemaRegistry other = shared.lease(TestRegistries.options("http://two.example"));

        assertThat(opened).hasSize(2);
        assertThat(first.location()).isEqualTo(second.location()).isNotEqualTo(other.location());
    }

    @Test
    void otherCredentialsMeanAnotherRegistry() throws SchemaRegistryException {
        shared.lease(options);
        shared.lease(TestRegistries.options(List.of("http://one.example"), "a:b", null));

        assertThat(opened).hasSize(2);
    }

    @Test
    void closesSomeTimeAfterTheLastLease() throws SchemaRegistryException {
        SchemaRegistry first = shared.lease(options);
        SchemaRegistry second = shared.lease(options);

        first.close();
        assertThat(lingering).isEmpty();
        second.close();
        assertThat(opened.get(0).closeCount).isZero();

        lingering.remove().run();
        assertThat(opened.get(0).closeCount).isEqualTo(1);
    }

    @Test
    void aLeaseDuringTheLingerKeepsItOpen() throws SchemaRegistryException {
        shared.lease(options).close();
        SchemaRegistry second = shared.lease(options);

        lingering.remove().run();
        assertThat(opened).hasSize(1);
        assertThat(opened.get(0).closeCount).isZero();

        second.close();
        lingering.remove().run();
        assertThat(opened.get(0).closeCount).isEqualTo(1);
    }

    @Test
    void theLingerStartsAnewWithEachLastLease() throws SchemaRegistryException {
        shared.lease(options).close();
        shared.lease(options).close();

        lingering.remove().run();
        assertThat(opened.get(0).closeCount).isZero();
        lingering.remove().run();
        assertThat(opened.get(0).closeCount).isEqualTo(1);
    }

    @Test
    void opensAgainAfterItWasClosed() throws SchemaRegistryException {
        shared.lease(options).close();
        lingering.remove().run();

        shared.lease(options);

        assertThat(opened).hasSize(2);
    }

    @Test
    void aLeaseIsGivenBackOnce() throws SchemaRegistryException {
        SchemaRegistry first = shared.lease(options);
        SchemaRegistry second = shared.lease(options);

        first.close();
        first.close();

        assertThat(lingering).isEmpty();
        assertThat(second.location()).isNotEmpty();
        assertThatThrownBy(() -> first.byId(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aRegistryThatDoesNotOpenIsNotKept() throws SchemaRegistryException {
        SharedSchemaRegistries broken = new SharedSchemaRegistries(
                any -> {
                    throw new SchemaRegistryException("no");
                },
                lingering::add);

        assertThatThrownBy(() -> broken.lease(options)).hasMessage("no");
        assertThatThrownBy(() -> broken.lease(options)).hasMessage("no");
    }

    @Test
    void passesQuestionsOn() throws SchemaRegistryException {
        SchemaRegistry lease = shared.lease(options);

        assertThat(lease.byId(3).text()).isEqualTo("3");
        assertThat(lease.byId(3, "subject").text()).isEqualTo("subject3");
        assertThat(lease.byGuid(new UUID(0, 1)).text()).endsWith("1");
        assertThat(lease.subjects()).containsExactly("s");
        assertThat(lease.versions("s")).containsExactly(1);
        assertThat(lease.latest("s")).isEmpty();
        assertThat(lease.version("s", 1)).isEmpty();
    }

    @Test
    void theJvmHasOne() throws SchemaRegistryException {
        assertThat(SharedSchemaRegistries.ofThisJvm()).isSameAs(SharedSchemaRegistries.ofThisJvm());
        SharedSchemaRegistries.ofThisJvm().lease(options).close();
    }

    private SchemaRegistry open(RegistryOptions registryOptions) {
        CountingRegistry registry = new CountingRegistry(registryOptions.toString());
        opened.add(registry);
        return registry;
    }

    private static final class CountingRegistry implements SchemaRegistry {
        private final String location;
        private int closeCount;

        CountingRegistry(String location) {
            this.location = location;
        }

        @Override
        public String location() {
            return location;
        }

        @Override
        public List<String> subjects() {
            return List.of("s");
        }

        @Override
        public List<Integer> versions(String subject) {
            return List.of(1);
        }

        @Override
        public Optional<RegisteredSchema> latest(String subject) {
            return Optional.empty();
        }

        @Override
        public Optional<RegisteredSchema> version(String subject, int version) {
            return Optional.empty();
        }

        @Override
        public SchemaText byId(int schemaId) {
            return SchemaText.avro(Integer.toString(schemaId));
        }

        @Override
        public SchemaText byId(int schemaId, String subject) {
            return SchemaText.avro(subject + schemaId);
        }

        @Override
        public SchemaText byGuid(UUID guid) {
            return SchemaText.avro(guid.toString());
        }

        @Override
        public List<SubjectVersion> subjectsOf(int schemaId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget(String subject) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forgetStartingWith(String prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closeCount++;
        }
    }
}
