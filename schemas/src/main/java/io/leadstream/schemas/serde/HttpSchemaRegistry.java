// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;

/**
 * A client of Confluent's registry API, which Apicurio, Karapace and Redpanda speak as well. What was answered once is
 * never asked again; an id that nobody knows is asked for again after 30 seconds.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final Duration UNKNOWN_FOR = Duration.ofSeconds(30);

    private final RegistryHttp http;
    private final LongSupplier nanos;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Long> unknownSince = new ConcurrentHashMap<>();

    /**
     * Makes a client; nothing is sent yet.
     *
     * @param urls one or more, tried in turn
     * @param basicAuth user:password, or null
     */
    public HttpSchemaRegistry(List<URI> urls, @Nullable String basicAuth) {
        this(new RegistryHttp(urls, basicAuth, Duration.ofMillis(100)), System::nanoTime);
    }

    HttpSchemaRegistry(RegistryHttp http, LongSupplier nanos) {
        this.http = http;
        this.nanos = nanos;
    }

    @Override
    public int register(String subject, Schema schema) {
        return ids.computeIfAbsent(
                new Registration(subject, schema, true),
                key -> ask("/subjects/" + encoded(subject) + "/versions", subject, schema));
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return ids.computeIfAbsent(
                new Registration(subject, schema, false), key -> ask("/subjects/" + encoded(subject), subject, schema));
    }

    private int ask(String path, String subject, Schema schema) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
        RegistryHttp.Answer answer = http.post(path, request);
        if (!answer.ok() || !answer.body().path("id").isInt()) {
            throw new RegistryException(schema.getFullName() + " under " + subject + ": " + answer.problem(), false);
        }
        return answer.body().path("id").intValue();
    }

    @Override
    public Schema byId(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        Long since = unknownSince.get(id);
        if (since != null && nanos.getAsLong() - since < UNKNOWN_FOR.toNanos()) {
            throw new RegistryException("no schema has id " + id, false);
        }
        RegistryHttp.Answer answer = http.getExpected("/schemas/ids/" + id);
        if (answer.isUnknown()) {
            unknownSince.put(id, nanos.getAsLong());
        }
        if (!answer.ok()) {
            throw new RegistryException("schema id " + id + ": " + answer.problem(), !answer.isUnknown());
        }
        Schema schema = parse(id, answer.body().path("schema").asText());
        schemas.put(id, schema);
        return schema;
    }

    private static Schema parse(int id, String text) {
        try {
            return new Schema.Parser().setValidateDefaults(false).parse(text);
        } catch (SchemaParseException e) {
            throw new RegistryException("schema id " + id + " is no Avro schema: " + e.getMessage(), e, false);
        }
    }

    private static String encoded(String subject) {
        return URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        schemas.clear();
        ids.clear();
    }

    private record Registration(String subject, Schema schema, boolean registered) {}
}
