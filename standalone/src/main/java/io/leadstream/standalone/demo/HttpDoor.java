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
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The HTTP API as a caller uses it: answers that ask to come again later are obeyed. */
final class HttpDoor {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int TRIES = 30;
    static final int ACCEPTED = 202;

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

    Answer capture(String path, Object body) {
        return post(path, "application/json", write(body), keys.write());
    }

    Answer command(String path, Object body) {
        return post(path, "application/json", write(body), keys.secret());
    }

    Answer form(String form, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return post("/forms/" + form, "application/x-www-form-urlencoded", body, keys.write());
    }

    private Answer post(String path, String type, String body, String key) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return send(request);
    }

    private Answer send(HttpRequest request) {
        String why = "";
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            long seconds = 1;
            try {
                HttpResponse<String> response =
                        client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (response.statusCode() != BUSY && response.statusCode() != AWAY) {
                    return new Answer(response.statusCode(), JSON.readTree(response.body()));
                }
                why = "status " + response.statusCode();
                seconds = response.headers().firstValueAsLong("Retry-After").orElse(seconds);
            } catch (IOException e) {
                why = String.valueOf(e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StandaloneException("stopped before the end", "The same command goes on from here.", e);
            }
            LockSupport.parkNanos(Duration.ofSeconds(seconds).toNanos());
        }
        throw new StandaloneException(
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
