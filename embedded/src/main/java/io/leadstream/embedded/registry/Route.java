// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One method on one path.
 *
 * @param path segments, {@code {}} for any
 */
record Route(String method, List<String> path, Function<Request, Object> answer) {

    Route(String method, String path, Function<Request, Object> answer) {
        this(method, Request.segments(path), answer);
    }

    boolean fits(List<String> segments) {
        return segments.size() == path.size()
                && IntStream.range(0, path.size())
                        .allMatch(i -> path.get(i).equals("{}") || path.get(i).equals(segments.get(i)));
    }
}
