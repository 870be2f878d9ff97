// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a PostgreSQL server, and on demand loses the answer to a COMMIT with the connection: the
 * client can't know whether it took place. It did.
 */
final class LossyProxy implements AutoCloseable {

    /** The command tag with which the server tells that it committed. */
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket door;
    private final int serverPort;
    private final ExecutorService pumps = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "lossy-proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger toLose = new AtomicInteger();
    private final AtomicInteger seen = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();

    LossyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        pumps.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    /** Loses the answers to this many of the next commits. */
    void lose(int commits) {
        toLose.set(commits);
    }

    /** How many answers were lost so far. */
    int lost() {
        return lost.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
        pumps.shutdownNow();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                pumps.execute(() -> pump(client, server, false));
                pumps.execute(() -> pump(server, client, true));
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Every third, so that batches lose theirs and not only the claims that follow. */
    private boolean isLost() {
        boolean lose = toLose.get() > 0 && seen.incrementAndGet() % 3 == 0;
        if (lose) {
            toLose.decrementAndGet();
            lost.incrementAndGet();
        }
        return lose;
    }

    private void pump(Socket from, Socket to, boolean fromServer) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (fromServer
                        && new String(buffer, 0, read, StandardCharsets.ISO_8859_1).contains(COMMITTED)
                        && isLost()) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // either side went away, which ends both
        }
    }
}
