// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Requests to one of several registries that hold the same schemas: the next URL and a pause after each failure. */
final class RegistryHttp {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
    private static final int ATTEMPTS = 5;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
    private final List<String> urls;
    private final @Nullable String authorization;
    private final Duration firstPause;
    private volatile int preferred;

    RegistryHttp(List<URI> urls, @Nullable String basicAuth, Duration firstPause) {
        this.urls =
                urls.stream().map(url -> url.toString().replaceAll("/+$", "")).toList();
        this.authorization = basicAuth == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(basicAuth.getBytes(StandardCharsets.UTF_8));
        this.firstPause = firstPause;
    }

    Answer post(String path, JsonNode body) {
        return request("POST", path, body.toString(), Answer::isBusy);
    }

    /** Gets what must exist: a registry that follows another may not have heard of it yet, so unknown is asked again. */
    Answer getExpected(String path) {
        return request("GET", path, "", answer -> answer.isBusy() || answer.isUnknown());
    }

    private Answer request(String method, String path, String body, Predicate<Answer> again) {
        Answer answer = null;
        IOException failure = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            pauseBefore(attempt);
            int chosen = preferred;
            try {
                answer = send(method, URI.create(urls.get(chosen) + path), body);
                failure = null;
            } catch (IOException e) {
                failure = e;
            }
            if (answer != null && failure == null && !again.test(answer)) {
                return answer;
            }
            preferred = (chosen + 1) % urls.size();
        }
        if (answer != null && failure == null && !answer.isBusy()) {
            return answer;
        }
        String why = failure == null && answer != null ? answer.problem() : String.valueOf(failure);
        throw new RegistryException("the schema registry at " + urls + " is away: " + why, failure, true);
    }

    private Answer send(String method, URI uri, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(REQUEST_TIMEOUT)
                .header("Accept", CONTENT_TYPE + ", application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", CONTENT_TYPE);
        }
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), json(response.body()));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Doubles from the first pause, with as much again by chance, so that many clients don't come back together. */
    private void pauseBefore(int attempt) {
        if (attempt > 0) {
            long base = firstPause.toMillis() << (attempt - 1);
            try {
                TimeUnit.MILLISECONDS.sleep(base + ThreadLocalRandom.current().nextLong(base + 1));
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static RegistryException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RegistryException("interrupted while asking the schema registry", e, true);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A status and its JSON; a missing node when the body was something else. */
    record Answer(int status, JsonNode body) {

        boolean ok() {
            return status == 200;
        }

        boolean isBusy() {
            return status == 429 || status >= 500;
        }

        /** True when a registry said so; a 404 without its error code comes from something else at that address. */
        boolean isUnknown() {
            return status == 404 && body.path("error_code").isInt();
        }

        String problem() {
            if (!body.path("error_code").isInt()) {
                return "HTTP " + status + " that no schema registry sends; is " + SerdeConfig.REGISTRY_URL + " right?";
            }
            return "HTTP " + status + ", error " + body.path("error_code").intValue() + ": "
                    + body.path("message").asText();
        }
    }
}
