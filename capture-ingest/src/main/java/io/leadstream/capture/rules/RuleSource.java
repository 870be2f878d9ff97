// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.capture.YamlTree;
import io.leadstream.domain.rules.Mistake;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules or a roster as somebody wrote them: a tree, and where in the text each part of it stands. */
public final class RuleSource {

    /** Settings of a table, which has no place for them: {@code name}, {@code qualifyAt} and so on. */
    public static final String NAME = "name";

    private final String name;
    private final @Nullable Object tree;
    private final Map<String, Place> places;
    private final List<Finding> findings;

    RuleSource(String name, @Nullable Object tree, Map<String, Place> places, List<Finding> findings) {
        this.name = name;
        this.tree = tree;
        this.places = Map.copyOf(places);
        this.findings = List.copyOf(findings);
    }

    /**
     * Reads a text.
     *
     * @param name for people, such as the file's
     * @param table settings for the table shape, which has no place for them
     */
    public static RuleSource of(String name, RuleFormat format, String text, Map<String, Object> table) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return switch (format) {
            case YAML -> TreeParser.yaml(name, plain, table);
            case JSON -> TreeParser.json(name, plain, table);
            case CSV -> TableParser.parse(name, plain, table);
        };
    }

    /**
     * Reads a file, in the format that its name tells.
     *
     * @throws IllegalArgumentException when it can't be read
     */
    public static RuleSource ofFile(Path file, Map<String, Object> table) {
        try {
            String fileName = String.valueOf(file.getFileName());
            Map<String, Object> settings = new HashMap<>(table);
            settings.putIfAbsent(NAME, fileName.replaceFirst("\\.[A-Za-z]+$", ""));
            return of(file.toString(), RuleFormat.ofFile(fileName), Files.readString(file), settings);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(file + " is not in UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** Reads a resource that ships with the product. */
    static RuleSource ofResource(String resource) {
        return new RuleSource(resource, YamlTree.ofResource(resource), Map.of(), List.of());
    }

    /** The name for people. */
    public String name() {
        return name;
    }

    @Nullable
    Object tree() {
        return tree;
    }

    /** What is wrong with the text itself, whatever it says; without a tree it could not be read at all. */
    List<Finding> findings() {
        return findings;
    }

    /** The mistakes in the order of the text, each with its place: its own, or that of what it is missing in. */
    public List<Finding> placed(List<Mistake> mistakes) {
        List<Finding> findings = new ArrayList<>();
        mistakes.forEach(mistake -> findings.add(Finding.of(mistake, placeOf(mistake.path()))));
        findings.sort(Finding.BY_PLACE);
        return findings;
    }

    private Place placeOf(String path) {
        String part = path;
        while (!part.isEmpty()) {
            Place place = places.get(part);
            if (place != null) {
                return place;
            }
            part = part.substring(0, Math.max(0, Math.max(part.lastIndexOf('.'), part.lastIndexOf('['))));
        }
        return Place.START;
    }
}
