// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.leadstream.domain.rules.RuleTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads YAML or JSON token by token, so that each key and list entry keeps its line. */
final class TreeParser {

    private static final YAMLFactory YAML = new YAMLFactory();
    private static final JsonFactory JSON = new JsonFactory();
    private static final String RULES = "rules";
    private static final Pattern POINTER = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

    private final JsonParser parser;
    private final Map<String, Place> places = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private TreeParser(JsonParser parser) {
        this.parser = parser;
    }

    static RuleSource yaml(String name, String text, Map<String, Object> table) {
        return parse(
                YAML,
                name,
                text,
                table,
                "indent by spaces, and quote a text that holds ': ' or ' #' or starts with" + " a sign");
    }

    static RuleSource json(String name, String text, Map<String, Object> table) {
        return parse(JSON, name, text, table, "check commas, quotes and brackets");
    }

    private static RuleSource parse(
            JsonFactory factory, String name, String text, Map<String, Object> table, String fix) {
        try (JsonParser parser = factory.createParser(text)) {
            return new TreeParser(parser).source(name, table);
        } catch (JsonProcessingException e) {
            Place place = placeOf(e);
            return new RuleSource(
                    name,
                    null,
                    Map.of(),
                    List.of(new Finding(place.line(), place.column(), "file", plain(e.getOriginalMessage()), fix)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        }
    }

    private RuleSource source(String name, Map<String, Object> table) throws IOException {
        JsonToken first = parser.nextToken();
        boolean rows = first == JsonToken.START_ARRAY;
        Object tree = first == null ? null : value(rows ? RULES : "");
        if (first != null && parser.nextToken() != null) {
            note("file", "a second document begins", "write one file for each");
        }
        return new RuleSource(
                name, rows && tree instanceof List<?> list ? ofRows(table, list) : tree, places, findings);
    }

    /** A list of rows is the table shape, as a query of a table with rules gives it. */
    private static Map<String, Object> ofRows(Map<String, Object> table, List<?> rows) {
        List<Map<String, String>> cells = new ArrayList<>();
        for (Object row : rows) {
            if (!(row instanceof Map<?, ?> map) || map.values().stream().anyMatch(TreeParser::isNested)) {
                Map<String, Object> tree = new LinkedHashMap<>(table);
                tree.put(RULES, rows);
                return tree;
            }
            Map<String, String> texts = new LinkedHashMap<>();
            map.forEach((key, value) -> texts.put(String.valueOf(key), value == null ? "" : value.toString()));
            cells.add(texts);
        }
        return RuleTable.tree(table, cells);
    }

    private static boolean isNested(@Nullable Object value) {
        return value instanceof Map || value instanceof List;
    }

    private @Nullable Object value(String path) throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            note(path, "an alias (*" + parser.getText() + ")", "write out what it stands for");
            return null;
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> map(path);
            case START_ARRAY -> list(path);
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }

    private Object decimal() throws IOException {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException notFinite) {
            return parser.getText();
        }
    }

    private Map<String, Object> map(String path) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            String at = path.isEmpty() ? key : path + "." + key;
            if (map.containsKey(key)) {
                note(at, "'" + key + "' stands twice", "remove one of the two");
            }
            places.put(at, placeOf(parser.currentTokenLocation()));
            parser.nextToken();
            map.put(key, value(at));
        }
        return map;
    }

    private List<Object> list(String path) throws IOException {
        List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String at = path + "[" + list.size() + "]";
            places.put(at, placeOf(parser.currentTokenLocation()));
            list.add(value(at));
        }
        return list;
    }

    private void note(String path, String problem, String fix) {
        Place place = placeOf(parser.currentTokenLocation());
        findings.add(new Finding(place.line(), place.column(), path, problem, fix));
    }

    /** Where a text can't be read: YAML's messages point at it themselves, last of all; its location is the token before. */
    private static Place placeOf(JsonProcessingException problem) {
        Matcher pointer = POINTER.matcher(String.valueOf(problem.getOriginalMessage()));
        Place place = problem.getLocation() == null ? Place.START : placeOf(problem.getLocation());
        while (pointer.find()) {
            place = new Place(Integer.parseInt(pointer.group(1)), Integer.parseInt(pointer.group(2)));
        }
        return place;
    }

    private static Place placeOf(JsonLocation location) {
        return new Place(Math.max(1, location.getLineNr()), Math.max(1, location.getColumnNr()));
    }

    /** YAML's messages repeat the text with pointers into it, which the place says already. */
    private static String plain(String message) {
        return message.lines()
                .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                .map(String::strip)
                .collect(Collectors.joining(", "));
    }
}
