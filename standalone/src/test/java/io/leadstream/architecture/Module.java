// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture;

import java.util.EnumSet;
import java.util.Set;

/** The modules and the arrows between them: who may import whom. An arrow points one way. */
enum Module {
    SCHEMAS("schemas", "schemas"),
    DOMAIN("domain", "domain", SCHEMAS),
    RUNTIME("runtime", "runtime", SCHEMAS),
    EMBEDDED("embedded", "embedded", SCHEMAS, RUNTIME),
    TESTKIT("testkit", "testkit", SCHEMAS, RUNTIME, EMBEDDED),
    CAPTURE("capture-ingest", "capture", SCHEMAS, DOMAIN, RUNTIME),
    SCORING("scoring-stream", "scoring", SCHEMAS, DOMAIN, RUNTIME),
    ASSIGNMENT("assignment-stream", "assignment", SCHEMAS, DOMAIN, RUNTIME),
    SINK("conversion-sink", "sink", SCHEMAS, DOMAIN, RUNTIME),
    NOTIFIER("notifier", "notifier", SCHEMAS, DOMAIN, RUNTIME),
    BACKTEST("backtest", "backtest", SCHEMAS, DOMAIN, RUNTIME),
    STANDALONE(
            "standalone",
            "standalone",
            SCHEMAS,
            DOMAIN,
            RUNTIME,
            EMBEDDED,
            CAPTURE,
            SCORING,
            ASSIGNMENT,
            SINK,
            NOTIFIER,
            BACKTEST),
    BENCHMARKS(
            "benchmarks",
            "benchmarks",
            SCHEMAS,
            DOMAIN,
            RUNTIME,
            EMBEDDED,
            CAPTURE,
            SCORING,
            ASSIGNMENT,
            SINK,
            NOTIFIER,
            BACKTEST,
            STANDALONE);

    /** Folder, which is also the name that people use. */
    final String folder;

    private final String segment;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<Module> mayImport;

    Module(String folder, String segment, Module... mayImport) {
        this.folder = folder;
        this.segment = segment;
        this.mayImport = mayImport.length == 0 ? Set.of() : Set.of(mayImport);
    }

    String packages(String root) {
        return root + "." + segment + "..";
    }

    Set<Module> mayNotImport() {
        var others = EnumSet.allOf(Module.class);
        others.remove(this);
        others.removeAll(mayImport);
        return others;
    }
}
