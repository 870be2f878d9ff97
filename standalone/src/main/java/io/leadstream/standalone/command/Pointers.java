// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.LocalStack;
import io.leadstream.standalone.terminal.Terminal;
import java.util.Locale;

/** Lines that a person can copy to look further; each works as it stands. */
final class Pointers {

    private final Terminal terminal;
    private final LocalStack stack;

    Pointers(Terminal terminal, LocalStack stack) {
        this.terminal = terminal;
        this.stack = stack;
    }

    /** How to send, see and ask. */
    void print(String email) {
        Instance instance = stack.instance();
        String database = instance.jdbcUrl().replaceFirst("^jdbc:", "");
        terminal.heading("  How to look further");
        line("a lead in", "curl -s " + instance.httpUrl() + "/v1/leads -H 'Content-Type: application/json' \\");
        line("", "  -H 'Authorization: Bearer " + stack.keys().write() + "' \\");
        line("", "  -d '{\"email\":\"you@example.org\",\"title\":\"CTO\"}'");
        line("its story", "./leadstream explain " + email);
        line("the tables", "psql '" + database + "'");
        line("without psql", "./leadstream sql 'select * from funnel_totals'");
        line("the topics", "./leadstream tail lead-assignments -n 3");
        line("other tools", "Kafka " + instance.kafka() + ", schema registry " + instance.registryUrl());
    }

    private void line(String what, String how) {
        terminal.line(String.format(Locale.ROOT, "  %-13s %s", what, how));
    }
}
