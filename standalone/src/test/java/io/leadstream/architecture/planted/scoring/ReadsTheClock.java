// SPDX-License-Identifier: Apache-2.0
package io.leadstream.architecture.planted.scoring;

import java.time.Instant;

/** Against event time: a replay would decide otherwise. */
final class ReadsTheClock {
    Instant decidedAt() {
        return Instant.now();
    }
}
