// SPDX-License-Identifier: Apache-2.0
package io.leadstream.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another JVM with this one's class path, to be killed. */
final class ChildJvm {

    private ChildJvm() {}

    static Process start(Path log, Class<?> main, String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    static String log(Path log) throws IOException {
        File file = log.toFile();
        return file.exists() ? Files.readString(log) : "no output";
    }

    /** Never returns. */
    static void stay() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
