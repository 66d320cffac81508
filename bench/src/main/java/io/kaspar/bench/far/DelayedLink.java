package io.kaspar.bench.far;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A port on this machine that passes bytes on to another one, each way half a round trip later. It has the bandwidth of the
 * machine; a connection is made without delay, what is sent on it is not.
 */
final class DelayedLink implements Closeable {
    private static final int CHUNK_BYTES = 256 << 10;
    /** What may be under way each way of a connection: more than a link of a gigabyte a second holds in a tenth of one. */
    private static final int MOST_CHUNKS = 512;

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile int targetPort;
    private volatile long delayNanos;

    private DelayedLink() throws IOException {}

    /** Opens the port; nothing can be reached through it before {@link #leadTo}. */
    static DelayedLink open() throws IOException {
        DelayedLink link = new DelayedLink();
        start(link::accept);
        return link;
    }

    int port() {
        return server.getLocalPort();
    }

    void leadTo(int port) {
        targetPort = port;
    }

    /** Takes effect at once. */
    void setRoundTripMs(int roundTripMs) {
        delayNanos = TimeUnit.MILLISECONDS.toNanos(roundTripMs) / 2;
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), targetPort);
            for (Socket socket : List.of(client, broker)) {
                socket.setTcpNoDelay(true);
                sockets.add(socket);
            }
            new OneWay(client, broker).start();
            new OneWay(broker, client).start();
        }
    }

    /** Bytes on their way from one socket to another. */
    private final class OneWay {
        private final Socket from;
        private final Socket to;
        private final BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        private final Semaphore free = new Semaphore(MOST_CHUNKS);

        OneWay(Socket from, Socket to) {
            this.from = from;
            this.to = to;
        }

        void start() {
            DelayedLink.start(this::receive);
            DelayedLink.start(this::send);
        }

        private void receive() throws IOException, InterruptedException {
            try {
                byte[] buffer = new byte[CHUNK_BYTES];
                int length;
                while ((length = from.getInputStream().read(buffer)) >= 0) {
                    free.acquire();
                    underWay.add(new Chunk(Arrays.copyOf(buffer, length), System.nanoTime() + delayNanos));
                }
            } finally {
                underWay.add(new Chunk(new byte[0], System.nanoTime() + delayNanos));
            }
        }

        private void send() throws IOException, InterruptedException {
            Chunk chunk = underWay.take();
            while (chunk.bytes().length > 0) {
                chunk.await();
                to.getOutputStream().write(chunk.bytes());
                free.release();
                chunk = underWay.take();
            }
            chunk.await();
            to.shutdownOutput();
        }
    }

    /** Some bytes, and when they arrive; none at the end. */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    private record Chunk(byte[] bytes, long arrivesNanos) {
        void await() throws InterruptedException {
            long leftNanos = arrivesNanos - System.nanoTime();
            if (leftNanos > 0) {
                TimeUnit.NANOSECONDS.sleep(leftNanos);
            }
        }
    }

    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // one side has closed
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
