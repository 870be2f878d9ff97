// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.LeadState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event made of a lead.
 *
 * @param state to be kept
 * @param scores changes of the score, in order: none, or one by newer rules and one by the event
 * @param profile null when nothing that it tells of has changed
 * @param dueDay day on which a timer is to be set, in addition to those set before; {@link #NEVER} for none
 * @param becameReady whether the lead goes to sales from here on, so that somebody may be waiting for it
 */
public record ScoringOutcome(
        LeadState state,
        List<ScoreChanged> scores,
        @Nullable LeadProfile profile,
        int dueDay,
        boolean becameReady) {

    /** No day. */
    public static final int NEVER = Outlook.NEVER;

    /** Whether one of the changes qualified the lead. */
    public boolean qualifiedNow() {
        for (ScoreChanged change : scores) {
            if (change.getQualifiedNow()) {
                return true;
            }
        }
        return false;
    }
}
