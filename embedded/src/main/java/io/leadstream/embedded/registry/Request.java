// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * What was asked.
 *
 * @param segments the path, decoded
 */
record Request(List<String> segments, String query, String body) {

    static Request of(URI uri, byte[] body) {
        String query = uri.getQuery() == null ? "" : uri.getQuery();
        return new Request(segments(uri.getRawPath()), query, new String(body, StandardCharsets.UTF_8));
    }

    /** The parts of a path between slashes; a plus stays a plus. */
    static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(part -> !part.isEmpty())
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    /** The subject or id: what follows the resource's name, and for a compatibility check its second word. */
    String name() {
        return segments.get(nameIndex());
    }

    /** The version after the name. */
    String second() {
        return segments.get(nameIndex() + 2);
    }

    private int nameIndex() {
        return switch (segments.get(0)) {
            case "compatibility", "schemas" -> 2;
            default -> 1;
        };
    }

    /** Whether a switch such as {@code verbose=true} is on. */
    boolean has(String name) {
        return Arrays.asList(query.split("&")).contains(name + "=true");
    }
}
