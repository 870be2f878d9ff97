// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier;

import io.leadstream.runtime.service.ServiceMain;

/** Runs the notifier alone in a process. */
public final class NotifierApp {

    private NotifierApp() {}

    public static void main(String[] args) {
        ServiceMain.run(NotifierSettings.MODULE, NotifierSettings.define(), args, NotifierService::create);
    }
}
