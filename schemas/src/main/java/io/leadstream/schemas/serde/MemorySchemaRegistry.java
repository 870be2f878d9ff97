// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.serde;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.avro.Schema;

/**
 * A registry inside this JVM, for tests and benchmarks. Everybody who opens the same scope shares its ids; when the last
 * one closes it, the scope is forgotten. It does not check compatibility.
 */
public final class MemorySchemaRegistry implements SchemaRegistry {

    private static final Map<String, Scope> SCOPES = new HashMap<>();

    private final Scope scope;
    private final AtomicBoolean closed = new AtomicBoolean();

    private MemorySchemaRegistry(Scope scope) {
        this.scope = scope;
    }

    /** Opens a scope; an unknown name makes a new, empty one. */
    public static MemorySchemaRegistry shared(String name) {
        synchronized (SCOPES) {
            Scope scope = SCOPES.computeIfAbsent(name, Scope::new);
            scope.holders++;
            return new MemorySchemaRegistry(scope);
        }
    }

    @Override
    public int register(String subject, Schema schema) {
        return scope.register(subject, schema);
    }

    @Override
    public int idOf(String subject, Schema schema) {
        return scope.idOf(subject, schema);
    }

    @Override
    public Schema byId(int id) {
        return scope.byId(id);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            synchronized (SCOPES) {
                scope.holders--;
                if (scope.holders == 0) {
                    SCOPES.remove(scope.name);
                }
            }
        }
    }

    private static final class Scope {

        private final String name;
        private final List<Schema> schemas = new ArrayList<>();
        private final Map<String, Set<Integer>> subjects = new HashMap<>();
        private int holders;

        Scope(String name) {
            this.name = name;
        }

        synchronized int register(String subject, Schema schema) {
            int index = schemas.indexOf(schema);
            if (index < 0) {
                schemas.add(schema);
                index = schemas.size() - 1;
            }
            subjects.computeIfAbsent(subject, key -> new HashSet<>()).add(index + 1);
            return index + 1;
        }

        synchronized int idOf(String subject, Schema schema) {
            int id = schemas.indexOf(schema) + 1;
            if (id == 0 || !subjects.getOrDefault(subject, Set.of()).contains(id)) {
                throw new RegistryException(schema.getFullName() + " is not registered under " + subject, false);
            }
            return id;
        }

        synchronized Schema byId(int id) {
            if (id < 1 || id > schemas.size()) {
                throw new RegistryException("no schema has id " + id, false);
            }
            return schemas.get(id - 1);
        }
    }
}
