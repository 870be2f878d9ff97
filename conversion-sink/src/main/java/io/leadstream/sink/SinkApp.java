// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink;

import io.leadstream.runtime.service.ServiceMain;

/** Runs the conversion sink alone in a process. */
public final class SinkApp {

    private SinkApp() {}

    public static void main(String[] args) {
        ServiceMain.run(SinkSettings.MODULE, SinkSettings.define(), args, SinkService::create);
    }
}
