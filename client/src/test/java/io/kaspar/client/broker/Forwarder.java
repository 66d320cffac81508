package io.kaspar.client.broker;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Passes bytes on to a broker, until it drops its connections as brokers drop idle ones. */
final class Forwarder implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final int port;

    Forwarder(int port) throws IOException {
        this.port = port;
        run(this::accept);
    }

    String address() {
        return "localhost:" + server.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    void dropConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.addAll(List.of(client, broker));
            connections.incrementAndGet();
            run(() -> pass(client, broker));
            run(() -> pass(broker, client));
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream bytes = from.getInputStream()) {
            bytes.transferTo(to.getOutputStream());
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((ended, closed) -> {});
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        dropConnections();
    }
}
