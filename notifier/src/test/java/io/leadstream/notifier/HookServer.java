// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A receiver of webhooks on loopback, which checks signatures, counts attempts, and answers as it is told. */
final class HookServer implements AutoCloseable {

    static final String SECRET = "whsec_"
            + Base64.getEncoder().encodeToString("a secret of thirty-two bytes...".getBytes(StandardCharsets.UTF_8));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
    private final List<Hook> taken = new CopyOnWriteArrayList<>();
    private final List<String> forged = new CopyOnWriteArrayList<>();
    private volatile ToIntFunction<Hook> answer = hook -> 204;

    /** One call; attempt 1 is the first with this id. */
    record Hook(String id, String kind, String leadId, int attempt, JsonNode event) {}

    private HookServer(HttpServer server) {
        this.server = server;
    }

    static HookServer start() {
        try {
            HookServer hooks =
                    new HookServer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50));
            hooks.server.createContext("/", hooks::take);
            hooks.server.setExecutor(hooks.threads);
            hooks.server.start();
            return hooks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Status to answer each call with; 0 to hang up without an answer. */
    void answers(ToIntFunction<Hook> status) {
        answer = status;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    /** Calls that were answered 2xx, in order. */
    List<Hook> taken() {
        return taken;
    }

    int attempts(String id) {
        return attempts.getOrDefault(id, 0);
    }

    /** Ids of calls whose signature was wrong. */
    List<String> forged() {
        return forged;
    }

    private void take(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        String id = call.getRequestHeaders().getFirst("webhook-id");
        String time = call.getRequestHeaders().getFirst("webhook-timestamp");
        String signed = call.getRequestHeaders().getFirst("webhook-signature");
        if (!("v1," + signature(id + "." + time + ".", body)).equals(signed)) {
            forged.add(id);
        }
        JsonNode event = JSON.readTree(body);
        Hook hook = new Hook(
                id,
                event.path("data").path("kind").asText(),
                event.path("subject").asText(),
                attempts.merge(id, 1, Integer::sum),
                event);
        int status = answer.applyAsInt(hook);
        if (status >= 200 && status < 300) {
            taken.add(hook);
        }
        if (status > 0) {
            call.sendResponseHeaders(status, -1);
        }
        call.close();
    }

    private static String signature(String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(SECRET.substring(6)), "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
