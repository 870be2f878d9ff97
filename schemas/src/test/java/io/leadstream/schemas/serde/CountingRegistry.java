// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A registry in memory that counts what it is asked, and fails on demand. */
final class CountingRegistry implements SchemaRegistry {

    private final MemorySchemaRegistry content =
            MemorySchemaRegistry.shared("counting-" + System.identityHashCode(this));
    final AtomicInteger asked = new AtomicInteger();
    volatile @Nullable RegistryException failure;

    @Override
    public int register(String subject, Schema schema) {
        ask();
        return content.register(subject, schema);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        ask();
        return content.idOf(subject, schema);
    }

    @Override
    public Schema byId(int id) {
        ask();
        return content.byId(id);
    }

    private void ask() {
        asked.incrementAndGet();
        RegistryException fails = failure;
        if (fails != null) {
            throw fails;
        }
    }

    @Override
    public void close() {
        content.close();
    }
}
