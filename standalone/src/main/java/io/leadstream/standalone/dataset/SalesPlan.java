// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What sales will do with a person, if the pipeline gives that person an owner at all.
 *
 * @param bant budget, authority, need, timeline
 * @param amountMinor minor units of currency; absent unless it ends in a conversion
 */
public record SalesPlan(
        Ending ending,
        String touch,
        boolean twoWay,
        List<Boolean> bant,
        @Nullable Long amountMinor,
        @Nullable String packageName) {

    /** How far it gets; each step includes those before it. */
    public enum Ending {
        LEFT_ALONE,
        ACCEPTED,
        TOUCHED,
        ASSESSED,
        CONVERTED
    }

    private static final List<String> TOUCHES = List.of("call", "email", "meeting");
    private static final List<String> PACKAGES = List.of("Team", "Business", "Enterprise");

    static SalesPlan make(Dice dice, Persona persona) {
        Ending ending = persona.ending(dice);
        boolean won = ending == Ending.CONVERTED;
        int missing = dice.below(4);
        List<Boolean> bant = List.of(
                won || missing != 0,
                won || missing != 1,
                won || missing != 2,
                won || (missing != 3 && dice.chance(0.6)));
        return new SalesPlan(
                ending,
                dice.pick(TOUCHES),
                ending.compareTo(Ending.ASSESSED) >= 0 || dice.chance(0.4),
                bant,
                won ? dice.between(12, 480) * 50_000L : null,
                won ? dice.pick(PACKAGES) : null);
    }

    public boolean reaches(Ending step) {
        return ending.compareTo(step) >= 0;
    }
}
