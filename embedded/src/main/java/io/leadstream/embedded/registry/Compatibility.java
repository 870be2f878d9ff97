// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded.registry;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;

/** What a new version of a schema must be able to do with the versions before it. */
enum Compatibility {
    NONE(false, false, false),
    BACKWARD(true, false, false),
    BACKWARD_TRANSITIVE(true, false, true),
    FORWARD(false, true, false),
    FORWARD_TRANSITIVE(false, true, true),
    FULL(true, true, false),
    FULL_TRANSITIVE(true, true, true);

    private final boolean readsOld;
    private final boolean readByOld;
    private final boolean all;

    Compatibility(boolean readsOld, boolean readByOld, boolean all) {
        this.readsOld = readsOld;
        this.readByOld = readByOld;
        this.all = all;
    }

    /** What is wrong with a schema as the next after those given, oldest first; empty when nothing is. */
    List<String> problems(Schema next, List<Schema> versions) {
        List<String> problems = new ArrayList<>();
        List<Schema> compared =
                all || versions.isEmpty() ? versions : versions.subList(versions.size() - 1, versions.size());
        for (Schema old : compared) {
            if (readsOld) {
                problems.addAll(problems("the new schema can't read the old one", next, old));
            }
            if (readByOld) {
                problems.addAll(problems("the old schema can't read the new one", old, next));
            }
        }
        return problems;
    }

    private static List<String> problems(String what, Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities()
                .stream()
                .map(found -> what + ": " + text(found))
                .toList();
    }

    private static String text(Incompatibility found) {
        return found.getType() + " at " + found.getLocation() + " (" + found.getMessage() + ")";
    }
}
