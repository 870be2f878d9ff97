// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where an instance keeps its data, which ports it is to have, and whom it tells; a port that is null is chosen. */
public record StackPlan(
        Path folder,
        @Nullable Integer httpPort,
        @Nullable Integer kafkaPort,
        @Nullable Integer registryPort,
        @Nullable Integer databasePort,
        NotifierSource notifier) {

    public static final int USUAL_HTTP = 8080;
    public static final int USUAL_KAFKA = 9092;
    public static final int USUAL_REGISTRY = 8081;
    public static final int USUAL_DATABASE = 5432;
    public static final int USUAL_READ = 8093;

    /** Everything left to choice. */
    public static StackPlan in(Path folder) {
        return new StackPlan(folder, null, null, null, null, NotifierSource.NOBODY);
    }
}
