package io.kaspar.bench.far;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DelayedLinkTest {
    private static final int ROUND_TRIP_MS = 30;

    @Test
    void passesEveryByteOnARoundTripLater() throws IOException {
        byte[] sent = new byte[3 << 20];
        new Random(1).nextBytes(sent);
        try (ServerSocket echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayedLink link = DelayedLink.open()) {
            link.leadTo(echo.getLocalPort());
            link.setRoundTripMs(ROUND_TRIP_MS);
            CompletableFuture<Void> echoed = CompletableFuture.runAsync(() -> echo(echo));
            long start = System.nanoTime();
            byte[] received;
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
                socket.getOutputStream().write(sent);
                socket.shutdownOutput();
                received = socket.getInputStream().readAllBytes();
            }
            long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

            assertThat(received).isEqualTo(sent);
            assertThat(tookMs).isGreaterThanOrEqualTo(ROUND_TRIP_MS);
            echoed.join();
        }
    }

    private static void echo(ServerSocket server) {
        try (Socket socket = server.accept()) {
            byte[] all = socket.getInputStream().readAllBytes();
            socket.getOutputStream().write(all);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
