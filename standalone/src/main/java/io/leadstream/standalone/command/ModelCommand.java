// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import picocli.CommandLine.Command;

/** Only a heading for what can be done with models. */
@Command(
        name = "model",
        description = "Fits a predictive model on the recorded past, publishes it, and tells which is in force.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true)
final class ModelCommand {}
