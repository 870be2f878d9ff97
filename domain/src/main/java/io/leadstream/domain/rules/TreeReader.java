// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one mapping of a tree that a YAML or JSON parser made. What does not fit is noted as a mistake with its path, and
 * reading goes on, so that one run names every mistake.
 */
public final class TreeReader {

    private final String path;
    private final Map<?, ?> node;
    private final List<Mistake> mistakes;

    private TreeReader(String path, Map<?, ?> node, List<Mistake> mistakes) {
        this.path = path;
        this.node = node;
        this.mistakes = mistakes;
    }

    /** Reads the whole file. */
    public static TreeReader root(@Nullable Object tree, List<Mistake> mistakes) {
        if (tree instanceof Map<?, ?> map) {
            return new TreeReader("", map, mistakes);
        }
        mistakes.add(new Mistake("file", "it holds no mapping", "start with 'name: ...' and the lists it takes"));
        return new TreeReader("", Map.of(), mistakes);
    }

    /** Path of a key below this node. */
    public String at(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where this node is; empty at the top. */
    public String path() {
        return path;
    }

    /** Notes a mistake about a key. */
    public void mistake(String key, String problem, String fix) {
        mistakes.add(new Mistake(key.isEmpty() ? path : at(key), problem, fix));
    }

    /** Notes every key but these. */
    public void allow(String... keys) {
        List<String> known = List.of(keys);
        for (Object key : node.keySet()) {
            String name = String.valueOf(key);
            if (!known.contains(name)) {
                String nearest = Nearest.to(name, known);
                mistake(
                        name,
                        "unknown key '" + name + "'",
                        nearest == null ? "known are " + String.join(", ", known) : "did you mean '" + nearest + "'?");
            }
        }
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return node.get(key) != null;
    }

    /** The value as the parser gave it. */
    public @Nullable Object raw(String key) {
        return node.get(key);
    }

    /** A text; numbers and flags are taken as written; null when absent or blank. */
    public @Nullable String text(String key) {
        Object value = node.get(key);
        if (value == null) {
            return null;
        }
        if (!isScalar(value)) {
            mistake(key, "a list or mapping where a text belongs", "write one value");
            return null;
        }
        String text = String.valueOf(value).strip();
        return text.isEmpty() ? null : text;
    }

    /** A text that must be there; empty after a mistake. */
    public String requiredText(String key) {
        int before = mistakes.size();
        String text = text(key);
        if (text == null && mistakes.size() == before) {
            mistake(key, "'" + key + "' is missing", "add '" + key + ": ...'");
        }
        return text == null ? "" : text;
    }

    /** A whole number within bounds; null when absent or wrong. */
    public @Nullable Integer integer(String key, int least, int most) {
        Object value = node.get(key);
        if (value == null) {
            return null;
        }
        Integer number = wholeNumber(value);
        if (number == null || number < least || number > most) {
            mistake(key, "'" + value + "' does not fit", "write a whole number from " + least + " to " + most);
            return null;
        }
        return number;
    }

    /** A whole number within bounds, or the fallback when absent or wrong. */
    public int integer(String key, int least, int most, int fallback) {
        Integer number = integer(key, least, most);
        return number == null ? fallback : number;
    }

    /** A number within bounds, or the fallback when absent or wrong. */
    public double decimal(String key, double least, double most, double fallback) {
        String text = text(key);
        if (text == null) {
            return fallback;
        }
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        mistake(key, "'" + text + "' does not fit", "write a number from " + least + " to " + most);
        return fallback;
    }

    /** A whole number that must be there; {@code least} after a mistake. */
    public int requiredInteger(String key, int least, int most) {
        if (!has(key)) {
            mistake(key, "'" + key + "' is missing", "add '" + key + ": ' and a whole number");
        }
        return integer(key, least, most, least);
    }

    /** True or false, or the fallback when absent or wrong. */
    public boolean flag(String key, boolean fallback) {
        Object value = node.get(key);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        String text = String.valueOf(value).strip();
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        mistake(key, "'" + value + "' is neither true nor false", "write true or false");
        return fallback;
    }

    /** One text or a list of texts; empty when absent. */
    public List<String> texts(String key) {
        Object value = node.get(key);
        if (value == null) {
            return List.of();
        }
        var texts = new ArrayList<String>();
        for (Object element : value instanceof List<?> list ? list : List.of(value)) {
            if (element == null || !isScalar(element) || String.valueOf(element).isBlank()) {
                mistake(key, "an empty or nested value", "write texts or numbers");
            } else {
                texts.add(String.valueOf(element).strip());
            }
        }
        return texts;
    }

    /** The mapping under a key; null when absent or none. */
    public @Nullable TreeReader child(String key) {
        Object value = node.get(key);
        if (value == null) {
            return null;
        }
        if (value instanceof Map<?, ?> map) {
            return new TreeReader(at(key), map, mistakes);
        }
        mistake(key, "'" + key + "' is no mapping", "write keys with values below it");
        return null;
    }

    /** The list of mappings under a key; empty when absent. */
    public List<TreeReader> children(String key) {
        Object value = node.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            mistake(key, "'" + key + "' is no list", "start each entry with '- '");
            return List.of();
        }
        var children = new ArrayList<TreeReader>();
        for (int i = 0; i < list.size(); i++) {
            String entry = at(key) + "[" + i + "]";
            if (list.get(i) instanceof Map<?, ?> map) {
                children.add(new TreeReader(entry, map, mistakes));
            } else {
                mistakes.add(new Mistake(entry, "the entry is no mapping", "write keys with values below '- '"));
            }
        }
        return children;
    }

    private static boolean isScalar(Object value) {
        return !(value instanceof Map) && !(value instanceof Iterable);
    }

    private static @Nullable Integer wholeNumber(Object value) {
        try {
            return Integer.valueOf(String.valueOf(value).strip());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
