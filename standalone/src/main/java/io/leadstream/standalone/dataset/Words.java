// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;

/** The lists of words that names and titles are drawn from, in the order of their file. */
final class Words {

    private final Properties lists = new Properties();
    private final Map<String, List<String>> split = new HashMap<>();

    private Words() {}

    static Words load() {
        Words words = new Words();
        try (InputStream in = Objects.requireNonNull(Words.class.getResourceAsStream("words.properties"));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            words.lists.load(reader);
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> of(String name) {
        return of(name, ",");
    }

    List<String> of(String name, String separator) {
        return split.computeIfAbsent(name, n -> {
            String list = Objects.requireNonNull(lists.getProperty(n), n);
            return Arrays.stream(list.split(Pattern.quote(separator), -1))
                    .map(String::strip)
                    .toList();
        });
    }
}
