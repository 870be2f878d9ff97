// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP server that gives prepared answers in order, the last one for ever, and remembers what it was asked. */
final class RegistryDouble implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Prepared> prepared = new ArrayDeque<>();
    final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Prepared(int status, String body) {}

    record Asked(
            String request,
            String body,
            @Nullable String contentType,
            @Nullable String accept,
            @Nullable String auth) {}

    RegistryDouble() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    RegistryDouble answers(int status, String body) {
        prepared.add(new Prepared(status, body));
        return this;
    }

    URI url(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Accept"),
                    headers.getFirst("Authorization")));
            Prepared next = prepared.size() > 1 ? prepared.remove() : prepared.element();
            byte[] bytes = next.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(next.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
