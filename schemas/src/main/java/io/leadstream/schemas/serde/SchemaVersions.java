// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * The released versions of one record's schema, from 1, as they ship beside the classes in {@code versions/<record>/}.
 * The last is today's.
 */
final class SchemaVersions {

    private static final String PACKAGE = "io.leadstream.schemas.";

    private final List<Schema> released;

    SchemaVersions(List<Schema> released) {
        this.released = List.copyOf(released);
    }

    /** Reads what ships for a record; none is the same as only version 1. */
    static SchemaVersions of(Class<?> type) {
        List<Schema> released = new ArrayList<>();
        for (int version = 1; ; version++) {
            try (InputStream text = type.getResourceAsStream(resource(type, version))) {
                if (text == null) {
                    return new SchemaVersions(released);
                }
                released.add(new Schema.Parser().parse(text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String resource(Class<?> type, int version) {
        return "/io/leadstream/schemas/versions/" + directory(type) + "/" + version + ".avsc";
    }

    /** Package below ours and class, such as {@code scoring.LeadProfile}. */
    static String directory(Class<?> type) {
        String name = type.getName();
        return name.startsWith(PACKAGE) ? name.substring(PACKAGE.length()) : name;
    }

    int current() {
        return Math.max(1, released.size());
    }

    /** Writer schemas by version less one. The current one is the class's own: a file can't lag behind what is written. */
    List<Schema> writers(Schema today) {
        List<Schema> writers = new ArrayList<>(released.subList(0, current() - 1));
        writers.add(today);
        return writers;
    }
}
