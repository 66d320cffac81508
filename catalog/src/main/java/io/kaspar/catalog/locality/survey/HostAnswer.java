package io.kaspar.catalog.locality.survey;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What an executor says.
 *
 * @param host the executor's, as Spark knows it
 * @param user that the executor runs as
 */
public record HostAnswer(String host, String user, List<LogDirectoryAnswer> directories) implements Serializable {
    public HostAnswer {
        directories = List.copyOf(directories);
    }

    byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What {@link #toBytes} gave, in the classes of the catalog that asked. */
    static HostAnswer fromBytes(byte[] bytes) {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            protected Class<?> resolveClass(ObjectStreamClass described) throws ClassNotFoundException {
                return Class.forName(described.getName(), false, HostAnswer.class.getClassLoader());
            }
        }) {
            return (HostAnswer) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("executors have another Kaspar than the driver", e);
        }
    }
}
