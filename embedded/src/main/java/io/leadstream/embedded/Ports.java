// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
final class Ports {

    private Ports() {}

    /**
     * The port itself, or a free one for 0.
     *
     * @throws EmbeddedException when the port is taken
     */
    static int claim(int port, String server) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (port == 0) {
                throw new UncheckedIOException(e);
            }
            throw new EmbeddedException(
                    EmbeddedException.Kind.PORT_TAKEN,
                    "port " + port + " is taken, but " + server + " is to listen there: stop what uses it or choose"
                            + " another port",
                    e);
        }
    }

    /** True when the reason of a failure is that somebody else listens on the port. */
    static boolean wasTaken(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
