// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.command;

import io.leadstream.standalone.stack.FileLog;
import io.leadstream.standalone.stack.Instance;
import io.leadstream.standalone.stack.Instances;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of every command that looks into an instance that runs. */
final class RunningInstance {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the running instance; needed only when several run or it lies elsewhere.")
    private @Nullable Path folder;

    Instance find() {
        FileLog.quiet();
        return Instances.running(folder);
    }
}
