// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import com.fasterxml.jackson.core.JsonStreamContext;
import org.jspecify.annotations.Nullable;

/** Names of fields within an event: {@code customFields.size}, {@code messages[2].text}. */
final class Paths {

    private Paths() {}

    /** The field that a parser stands at, without the place of its event in a batch. */
    static String of(@Nullable JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(context, path);
        return path.toString();
    }

    private static void append(@Nullable JsonStreamContext context, StringBuilder path) {
        if (context == null || context.inRoot()) {
            return;
        }
        JsonStreamContext parent = context.getParent();
        append(parent, path);
        boolean batch = context.inArray() && parent != null && parent.inRoot();
        if (context.inArray() && !batch) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        } else if (context.inObject() && context.getCurrentName() != null) {
            path.append(path.isEmpty() ? "" : ".").append(context.getCurrentName());
        }
    }
}
