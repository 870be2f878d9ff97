// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Order;
import io.leadstream.capture.rules.Publication;
import io.leadstream.capture.rules.RuleSource;
import io.leadstream.standalone.stack.StandaloneException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Assignment rules, a roster, or both. */
final class RoutingFilesOption {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "File with assignment rules.")
    private @Nullable Path rules;

    @Option(names = "--roster", paramLabel = "FILE", description = "File with teams and people.")
    private @Nullable Path roster;

    /** One order for each file, rules first. */
    List<Order<?>> orders() {
        if (rules == null && roster == null) {
            throw new StandaloneException(
                    "no file is named", "Name a file with assignment rules, or one with teams and people by --roster.");
        }
        List<Order<?>> orders = new ArrayList<>();
        if (rules != null) {
            orders.add(Order.of(Publication.ASSIGNMENT_RULES, read(rules)));
        }
        if (roster != null) {
            orders.add(Order.of(Publication.ROSTER, read(roster)));
        }
        return orders;
    }

    private static RuleSource read(Path file) {
        return RuleFindings.read(file, Map.of());
    }
}
