// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.form;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The web forms of one deployment, by key. */
public final class Forms {

    /** The forms that work without configuration. */
    public static final String SHIPPED = "/io/leadstream/capture/forms.yaml";

    private static final ObjectMapper YAML =
            JsonMapper.builder(new YAMLFactory()).build();

    private record File(@JsonProperty("forms") List<FormDefinition> forms) {}

    private final Map<String, FormDefinition> byKey;

    private Forms(Map<String, FormDefinition> byKey) {
        this.byKey = byKey;
    }

    /** The shipped forms. */
    public static Forms shipped() {
        try (InputStream in = Objects.requireNonNull(Forms.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "the shipped forms");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The forms of a file.
     *
     * @throws IllegalArgumentException naming what is wrong with it
     */
    public static Forms read(Path file) {
        try {
            return parse(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new IllegalArgumentException("form file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** The form of a key. */
    public Optional<FormDefinition> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    static Forms parse(String yaml, String name) {
        File file;
        try {
            file = YAML.readValue(yaml, File.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    name + ", line "
                            + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, FormDefinition> byKey = new LinkedHashMap<>();
        if (file == null || file.forms() == null || file.forms().isEmpty()) {
            mistakes.add("it needs a list 'forms' with at least one form");
        } else {
            for (FormDefinition form : file.forms()) {
                mistakes.addAll(form.mistakes());
                if (byKey.put(String.valueOf(form.key()), form) != null) {
                    mistakes.add("form '" + form.key() + "' appears twice");
                }
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(name + ": " + String.join("; ", mistakes));
        }
        return new Forms(byKey);
    }
}
