// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture;

import io.leadstream.runtime.service.ServiceMain;

/** Runs capture-ingest as a process of its own. */
public final class CaptureApp {

    private CaptureApp() {}

    public static void main(String[] args) {
        ServiceMain.run(CaptureSettings.MODULE, CaptureSettings.define(), args, CaptureService::create);
    }
}
