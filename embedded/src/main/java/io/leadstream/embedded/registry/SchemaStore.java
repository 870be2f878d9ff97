// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/**
 * Subjects, their versions and ids. A change counts once the log has it. Ids rise by one, and equal schemas share one.
 * Entries are written as Confluent's registry writes them, so that it could take over the topic.
 */
final class SchemaStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SchemaLog log;
    private final Map<Integer, String> textById = new HashMap<>();
    private final Map<String, Integer> idByText = new HashMap<>();
    private final NavigableMap<String, NavigableMap<Integer, Integer>> subjects = new TreeMap<>();
    private final Map<String, Compatibility> levels = new HashMap<>();
    private final Map<String, Integer> lastVersionTried = new HashMap<>();
    private Compatibility defaultLevel = Compatibility.BACKWARD;
    private int lastIdTried;

    /** One version of a subject. */
    record Version(String subject, int version, int id, String schema) {}

    SchemaStore(SchemaLog log) {
        this.log = log;
        log.replay(this::apply);
    }

    private synchronized void apply(String keyText, String valueText) {
        JsonNode key = json(keyText);
        JsonNode value = json(valueText);
        switch (key.path("keytype").asText()) {
            case "SCHEMA" ->
                put(new Version(
                        value.path("subject").asText(),
                        value.path("version").intValue(),
                        value.path("id").intValue(),
                        value.path("schema").asText()));
            case "CONFIG" ->
                putLevel(
                        key.path("subject").textValue(),
                        Compatibility.valueOf(value.path("compatibilityLevel").asText()));
            default ->
                throw new KafkaException("topic " + SchemaLog.TOPIC + " holds an entry of another kind: " + keyText);
        }
    }

    private void put(Version added) {
        textById.put(added.id(), added.schema());
        idByText.putIfAbsent(added.schema(), added.id());
        subjects.computeIfAbsent(added.subject(), key -> new TreeMap<>()).put(added.version(), added.id());
        lastVersionTried.merge(added.subject(), added.version(), Math::max);
        lastIdTried = Math.max(lastIdTried, added.id());
    }

    synchronized int schemaCount() {
        return textById.size();
    }

    synchronized NavigableSet<String> subjects() {
        return new TreeSet<>(subjects.keySet());
    }

    synchronized List<Integer> versions(String subject) {
        return List.copyOf(known(subject).keySet());
    }

    /** A version by number or "latest". */
    synchronized Version version(String subject, String wanted) {
        NavigableMap<Integer, Integer> versions = known(subject);
        int number = "latest".equals(wanted) || "-1".equals(wanted) ? versions.lastKey() : versionNumber(wanted);
        Integer id = versions.get(number);
        if (id == null) {
            throw RegistryError.unknownVersion(wanted);
        }
        return new Version(subject, number, id, text(id));
    }

    private static int versionNumber(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, like every other text that is no version
        }
        throw RegistryError.invalidVersion(text);
    }

    synchronized String text(int id) {
        String text = textById.get(id);
        if (text == null) {
            throw RegistryError.unknownSchema();
        }
        return text;
    }

    /** Where a schema is used. */
    synchronized List<Version> uses(int id) {
        String text = text(id);
        return subjects.entrySet().stream()
                .flatMap(subject -> subject.getValue().entrySet().stream()
                        .filter(version -> version.getValue() == id)
                        .map(version -> new Version(subject.getKey(), version.getKey(), id, text)))
                .toList();
    }

    synchronized Version find(String subject, String schemaText) {
        NavigableMap<Integer, Integer> versions = known(subject);
        String text = parsed(schemaText).toString();
        return versions.entrySet().stream()
                .filter(version -> text.equals(textById.get(version.getValue())))
                .findFirst()
                .map(version -> new Version(subject, version.getKey(), version.getValue(), text))
                .orElseThrow(RegistryError::unknownSchema);
    }

    /** Adds a schema to a subject unless it is there, and gives its id. */
    synchronized int register(String subject, String schemaText) {
        Schema schema = parsed(schemaText);
        String text = schema.toString();
        NavigableMap<Integer, Integer> versions = subjects.getOrDefault(subject, new TreeMap<>());
        Integer id = idByText.get(text);
        if (id != null && versions.containsValue(id)) {
            return id;
        }
        List<String> problems = levelOf(subject).orElse(defaultLevel).problems(schema, schemas(versions));
        if (!problems.isEmpty()) {
            throw RegistryError.incompatible(subject, String.join("; ", problems));
        }
        // A write that failed may still arrive, so neither its id nor its version is ever given away again.
        int version = lastVersionTried.merge(subject, 1, Integer::sum);
        Version added = new Version(subject, version, id != null ? id : ++lastIdTried, text);
        append(added);
        put(added);
        return added.id();
    }

    /** What is wrong with a schema as a next version; compared with one version, or with all that the level asks for. */
    synchronized List<String> problems(String subject, Optional<String> version, String schemaText) {
        List<Schema> compared = version.isPresent()
                ? List.of(parsed(version(subject, version.get()).schema()))
                : schemas(known(subject));
        return levelOf(subject).orElse(defaultLevel).problems(parsed(schemaText), compared);
    }

    synchronized Compatibility defaultLevel() {
        return defaultLevel;
    }

    synchronized void setDefaultLevel(Compatibility level) {
        appendLevel(null, level);
    }

    synchronized Optional<Compatibility> levelOf(String subject) {
        return Optional.ofNullable(levels.get(subject));
    }

    synchronized void setLevel(String subject, Compatibility level) {
        appendLevel(subject, level);
    }

    private void appendLevel(@Nullable String subject, Compatibility level) {
        ObjectNode key = JSON.createObjectNode()
                .put("keytype", "CONFIG")
                .put("subject", subject)
                .put("magic", 0);
        ObjectNode value = JSON.createObjectNode().put("subject", subject).put("compatibilityLevel", level.name());
        log.append(key.toString(), value.toString());
        putLevel(subject, level);
    }

    private void putLevel(@Nullable String subject, Compatibility level) {
        if (subject == null) {
            defaultLevel = level;
        } else {
            levels.put(subject, level);
        }
    }

    private void append(Version added) {
        ObjectNode key = JSON.createObjectNode()
                .put("keytype", "SCHEMA")
                .put("subject", added.subject())
                .put("version", added.version())
                .put("magic", 1);
        ObjectNode value = JSON.createObjectNode()
                .put("subject", added.subject())
                .put("version", added.version())
                .put("id", added.id())
                .put("schema", added.schema())
                .put("deleted", false);
        log.append(key.toString(), value.toString());
    }

    private NavigableMap<Integer, Integer> known(String subject) {
        NavigableMap<Integer, Integer> versions = subjects.get(subject);
        if (versions == null) {
            throw RegistryError.unknownSubject(subject);
        }
        return versions;
    }

    private List<Schema> schemas(NavigableMap<Integer, Integer> versions) {
        return versions.values().stream().map(id -> parsed(text(id))).toList();
    }

    private static Schema parsed(String text) {
        try {
            return new Schema.Parser().parse(text);
        } catch (SchemaParseException | AvroTypeException e) {
            throw RegistryError.invalidSchema(String.valueOf(e.getMessage()));
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new KafkaException("topic " + SchemaLog.TOPIC + " holds an entry that is no JSON", e);
        }
    }
}
