// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.runtime.service.ServiceMain;

/** The process of its own. */
public final class AssignmentApp {

    private AssignmentApp() {}

    /** Runs until it is told to stop. */
    public static void main(String[] args) {
        ServiceMain.run(AssignmentConfig.MODULE, AssignmentService.definition(), args, AssignmentService::create);
    }
}
