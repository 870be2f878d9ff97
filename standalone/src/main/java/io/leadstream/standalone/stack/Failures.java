// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.stack;

import io.leadstream.embedded.EmbeddedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Turns what embedded servers refuse into words with a remedy. */
public final class Failures {

    private Failures() {}

    /** The value, or the failure itself without the wrapping of the other thread. */
    static <T extends @Nullable Object> T unwrapped(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** What to tell of a failure, when it is one that a person can mend. */
    public static StandaloneException explained(Exception failure) {
        if (failure instanceof StandaloneException known) {
            return known;
        }
        if (failure instanceof EmbeddedException embedded) {
            String remedy =
                    switch (embedded.kind()) {
                        case PORT_TAKEN ->
                            "Choose other ports with --http-port, --kafka-port, --registry-port, --db-port.";
                        case OTHER_VERSION, FOLDER_IN_USE, FOLDER_UNUSABLE -> "Choose another folder with --data.";
                        case NOT_STARTED -> "./leadstream doctor checks the disk, the folder and the ports.";
                    };
            return new StandaloneException(sentence(embedded), remedy, failure);
        }
        return new StandaloneException(
                sentence(failure), "If the log doesn't tell why, please report it with the log.", failure);
    }

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }
}
