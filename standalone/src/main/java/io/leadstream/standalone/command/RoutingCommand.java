// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import picocli.CommandLine.Command;

@Command(
        name = "routing",
        description = "Checks and publishes assignment rules and the roster.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class RoutingCommand {}
