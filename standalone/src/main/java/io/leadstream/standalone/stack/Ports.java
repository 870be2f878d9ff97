// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands out loopback ports that are free now, each once. */
public final class Ports {

    private static final int TRIES = 100;

    private final Set<Integer> given = new HashSet<>();

    /**
     * The wanted port, or else the usual one or the next after it that is free.
     *
     * @param wanted null when nobody asked for one; 0 for any that is free
     * @param option what to tell somebody whose wanted port is taken
     * @throws StandaloneException when the wanted port is taken
     */
    public int choose(@Nullable Integer wanted, int usual, String option) {
        if (wanted != null && wanted == 0) {
            return any();
        }
        if (wanted != null) {
            if (given.contains(wanted) || !isFree(wanted)) {
                throw new StandaloneException(
                        "port " + wanted + " is taken by another process",
                        "Choose another with " + option + ", or leave the option out to get the next free one.");
            }
            given.add(wanted);
            return wanted;
        }
        for (int port = usual; port < usual + TRIES; port++) {
            if (!given.contains(port) && isFree(port)) {
                given.add(port);
                return port;
            }
        }
        throw new StandaloneException(
                "no port from " + usual + " to " + (usual + TRIES - 1) + " is free", "Name one with " + option + ".");
    }

    private int any() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            given.add(port);
            return port;
        } catch (IOException e) {
            throw new StandaloneException("no port is free", "Close something that listens.", e);
        }
    }

    /** Whether nothing listens on the port, neither on loopback nor on every address. */
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
