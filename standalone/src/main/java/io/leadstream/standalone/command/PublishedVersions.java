// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Published;
import io.leadstream.standalone.terminal.Terminal;

/** Says what became of a publication. */
final class PublishedVersions {

    private PublishedVersions() {}

    static void tell(Terminal terminal, Published published, boolean dryRun) {
        String version = "version " + published.version() + " of the " + published.word();
        if (!published.fresh()) {
            RuleFindings.good(terminal, version + " is the same: nothing to publish");
        } else if (dryRun) {
            RuleFindings.good(terminal, "it would become " + version);
        } else {
            RuleFindings.good(terminal, version + " is published");
        }
    }
}
