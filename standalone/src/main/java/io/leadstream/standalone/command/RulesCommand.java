// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import picocli.CommandLine.Command;

@Command(
        name = "rules",
        description = "Checks, converts and publishes scoring rules, and tells how far re-scoring is.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RulesCommand {}
