// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The REST API: which path asks what of the store, and how an answer is written. */
final class RegistryApi implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryApi.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int LARGEST_BODY = 1 << 20;

    private final SchemaStore store;
    private final List<Route> routes;

    RegistryApi(SchemaStore store) {
        this.store = store;
        this.routes = List.of(
                new Route("GET", "/", request -> Map.of()),
                new Route("GET", "/subjects", request -> store.subjects()),
                new Route("POST", "/subjects/{}", request -> store.find(request.name(), schema(request))),
                new Route("GET", "/subjects/{}/versions", request -> store.versions(request.name())),
                new Route("POST", "/subjects/{}/versions", this::register),
                new Route(
                        "GET", "/subjects/{}/versions/{}", request -> store.version(request.name(), request.second())),
                new Route(
                        "GET",
                        "/subjects/{}/versions/{}/schema",
                        request -> tree(
                                store.version(request.name(), request.second()).schema())),
                new Route("GET", "/schemas/types", request -> List.of("AVRO")),
                new Route("GET", "/schemas/ids/{}", request -> Map.of("schema", store.text(id(request)))),
                new Route("GET", "/schemas/ids/{}/schema", request -> tree(store.text(id(request)))),
                new Route("GET", "/schemas/ids/{}/subjects", request -> store.uses(id(request)).stream()
                        .map(SchemaStore.Version::subject)
                        .distinct()
                        .toList()),
                new Route("GET", "/schemas/ids/{}/versions", request -> store.uses(id(request)).stream()
                        .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                        .toList()),
                new Route(
                        "POST",
                        "/compatibility/subjects/{}/versions",
                        request -> compatible(request, Optional.empty())),
                new Route(
                        "POST",
                        "/compatibility/subjects/{}/versions/{}",
                        request -> compatible(request, Optional.of(request.second()))),
                new Route("GET", "/config", request -> Map.of("compatibilityLevel", store.defaultLevel())),
                new Route("PUT", "/config", this::setDefaultLevel),
                new Route("GET", "/config/{}", this::level),
                new Route("PUT", "/config/{}", this::setLevel),
                new Route("GET", "/mode", request -> Map.of("mode", "READWRITE")),
                new Route("GET", "/mode/{}", request -> Map.of("mode", "READWRITE")));
    }

    private Object register(Request request) {
        return Map.of("id", store.register(request.name(), schema(request)));
    }

    private Object compatible(Request request, Optional<String> version) {
        List<String> problems = store.problems(request.name(), version, schema(request));
        return request.has("verbose")
                ? Map.of("is_compatible", problems.isEmpty(), "messages", problems)
                : Map.of("is_compatible", problems.isEmpty());
    }

    private Object level(Request request) {
        Compatibility level = store.levelOf(request.name())
                .or(() -> request.has("defaultToGlobal") ? Optional.of(store.defaultLevel()) : Optional.empty())
                .orElseThrow(() -> RegistryError.noOwnLevel(request.name()));
        return Map.of("compatibilityLevel", level);
    }

    private Object setDefaultLevel(Request request) {
        Compatibility level = wantedLevel(request);
        store.setDefaultLevel(level);
        return Map.of("compatibility", level);
    }

    private Object setLevel(Request request) {
        Compatibility level = wantedLevel(request);
        store.setLevel(request.name(), level);
        return Map.of("compatibility", level);
    }

    private static Compatibility wantedLevel(Request request) {
        String name = tree(request.body()).path("compatibility").asText();
        return Arrays.stream(Compatibility.values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> RegistryError.invalidLevel(name));
    }

    private static String schema(Request request) {
        JsonNode body = tree(request.body());
        String type = body.path("schemaType").asText("AVRO");
        if (!"AVRO".equals(type)) {
            throw RegistryError.invalidSchema("schema type " + type + " is not supported, only AVRO");
        }
        if (!body.path("references").isEmpty()) {
            throw RegistryError.invalidSchema("references are not supported");
        }
        if (!body.path("schema").isTextual()) {
            throw RegistryError.invalidSchema("the request has no text field \"schema\"");
        }
        return body.path("schema").textValue();
    }

    private static int id(Request request) {
        try {
            return Integer.parseInt(request.name());
        } catch (NumberFormatException e) {
            throw RegistryError.notFound();
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw RegistryError.malformedRequest("The request body is no JSON");
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                send(exchange, 200, answer(exchange));
            } catch (RegistryError e) {
                if (e.status() >= 500) {
                    LOG.warn("schema registry: {}", e.text());
                }
                send(exchange, e.status(), Map.of("error_code", e.code(), "message", e.text()));
            } catch (RuntimeException e) {
                LOG.error(
                        "schema registry failed at {}", exchange.getRequestURI().getPath(), e);
                RegistryError failed = RegistryError.failed();
                send(exchange, failed.status(), Map.of("error_code", failed.code(), "message", failed.text()));
            }
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw RegistryError.tooLarge(LARGEST_BODY);
        }
        Request request = Request.of(exchange.getRequestURI(), body);
        List<Route> here =
                routes.stream().filter(route -> route.fits(request.segments())).toList();
        if (here.isEmpty()) {
            throw RegistryError.notFound();
        }
        return here.stream()
                .filter(route -> route.method().equals(exchange.getRequestMethod()))
                .findFirst()
                .orElseThrow(RegistryError::methodNotAllowed)
                .answer()
                .apply(request);
    }

    private static void send(HttpExchange exchange, int status, Object content) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(content);
        exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
