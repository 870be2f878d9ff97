// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone;

import io.leadstream.runtime.service.ServiceMain;
import io.leadstream.standalone.command.Commands;
import io.leadstream.standalone.terminal.Terminal;
import java.util.Map;

/** The command line of leadstream; {@code ./leadstream} calls it. */
public final class Leadstream {

    private Leadstream() {}

    public static void main(String[] args) {
        ServiceMain.writePlainNumbers();
        Map<String, String> environment = System.getenv();
        int code = Commands.run(Terminal.ofProcess(environment), args);
        System.exit(code);
    }
}
