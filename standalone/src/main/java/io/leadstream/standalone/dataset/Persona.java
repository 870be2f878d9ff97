// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import io.leadstream.standalone.dataset.SalesPlan.Ending;
import java.util.List;

/** How interested somebody is: it shapes what they do and how it ends with sales. */
enum Persona {
    /** Comes back often, opens most mails and asks for a demo. */
    HOT(20, 60, 0.70),
    /** Reads along. */
    WARM(10, 28, 0.18),
    /** Looked once or twice. */
    COOL(1, 11, 0.02),
    /** A crawler that gave an address: hundreds of pages on one day, which the daily limit cuts. */
    CRAWLER(260, 280, 0.0);

    final int leastActivities;
    final int mostActivities;
    final double demoChance;

    Persona(int leastActivities, int mostActivities, double demoChance) {
        this.leastActivities = leastActivities;
        this.mostActivities = mostActivities;
        this.demoChance = demoChance;
    }

    static Persona any(Dice dice) {
        return switch (dice.weighted(12, 30, 58)) {
            case 0 -> HOT;
            case 1 -> WARM;
            default -> COOL;
        };
    }

    Ending ending(Dice dice) {
        int[] weights =
                switch (this) {
                    case HOT -> new int[] {6, 12, 20, 20, 42};
                    case WARM -> new int[] {12, 22, 30, 22, 14};
                    case COOL -> new int[] {30, 28, 24, 14, 4};
                    case CRAWLER -> new int[] {1, 0, 0, 0, 0};
                };
        return dice.weighted(List.of(Ending.values()), weights);
    }
}
