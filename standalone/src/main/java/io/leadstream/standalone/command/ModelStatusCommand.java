// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.capture.rules.Publication;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.standalone.inspect.ModelTables;
import io.leadstream.standalone.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Tells which model is in force, what it was trained on and how good it was on later leads.",
        mixinStandardHelpOptions = true)
final class ModelStatusCommand implements Callable<Integer> {

    @Mixin
    private CaptureTarget target = new CaptureTarget();

    private final Terminal terminal;

    ModelStatusCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        return RuleDesk.with(target, rules -> {
            PredictiveModel model = rules.newest(Publication.PREDICTIVE_MODEL);
            if (model == null) {
                terminal.line("No model was published: nothing is predicted, and nothing is different for it.");
            } else {
                new ModelTables(terminal).print(model);
            }
            return 0;
        });
    }
}
