// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.runtime.service.ServiceMain;

/** The process of its own. */
public final class ScoringApp {

    private ScoringApp() {}

    /** Runs until it is told to stop. */
    public static void main(String[] args) {
        ServiceMain.run(ScoringConfig.MODULE, ScoringService.definition(), args, ScoringService::create);
    }
}
