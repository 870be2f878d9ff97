// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadstream.standalone.stack.Keys;
import io.leadstream.standalone.stack.StandaloneException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The HTTP API as a caller uses it: answers that ask to come again later are obeyed. */
final class HttpDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int TRIES = 30;
    private static final int BUSY = 429;
    private static final int AWAY = 503;

    /** What the API said. */
    record Answer(int status, JsonNode body) {}

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final Keys keys;

    HttpDoor(String url, Keys keys) {
        this.url = url;
        this.keys = keys;
    }

    CompletableFuture<Answer> capture(String path, Object body) {
        return post(path, "application/json", write(body), keys.write());
    }

    CompletableFuture<Answer> command(String path, Object body) {
        return post(path, "application/json", write(body), keys.secret());
    }

    CompletableFuture<Answer> form(String form, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return post("/forms/" + form, "application/x-www-form-urlencoded", body, keys.write());
    }

    private CompletableFuture<Answer> post(String path, String type, String body, String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request, TRIES);
    }

    private CompletableFuture<Answer> send(HttpRequest request, int tries) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                .handle((response, failure) -> {
                    if (failure == null && response.statusCode() != BUSY && response.statusCode() != AWAY) {
                        return CompletableFuture.completedFuture(answer(response));
                    }
                    if (tries <= 1) {
                        return CompletableFuture.<Answer>failedFuture(gaveUp(request, response, failure));
                    }
                    long seconds = failure == null ? waitSeconds(response) : 1;
                    Executor later = CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS);
                    return CompletableFuture.supplyAsync(() -> tries - 1, later)
                            .thenCompose(left -> send(request, left));
                })
                .thenCompose(next -> next);
    }

    private static long waitSeconds(HttpResponse<String> response) {
        return response.headers().firstValueAsLong("Retry-After").orElse(1);
    }

    private static Answer answer(HttpResponse<String> response) {
        try {
            JsonNode body = JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (JsonProcessingException e) {
            throw new CompletionException(new IOException("an answer is not JSON: " + response.body(), e));
        }
    }

    private static StandaloneException gaveUp(
            HttpRequest request,
            @Nullable HttpResponse<String> response,
            @Nullable Throwable failure) {
        String why = failure != null
                ? String.valueOf(failure.getMessage())
                : response == null ? "no answer" : "status " + response.statusCode();
        return new StandaloneException(
                "the API at " + request.uri() + " does not take requests: " + why, "./leadstream doctor may tell why.");
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
