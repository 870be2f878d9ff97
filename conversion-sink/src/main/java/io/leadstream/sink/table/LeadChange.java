// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadConverted;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import org.jspecify.annotations.Nullable;

/**
 * What a batch changes in one row of {@code leads}. The row is made of groups that come from different topics; each
 * keeps the newest of its own kind and has its own guard in the database, so that topics may overtake each other. A
 * change with no group only makes sure that the row exists.
 */
final class LeadChange {

    private final String leadId;
    private @Nullable LeadProfile profile;
    private @Nullable ScoreChanged score;
    private @Nullable Ownership ownership;
    private @Nullable LeadTransition stage;
    private @Nullable LeadTransition status;
    private @Nullable LeadTransition route;
    private @Nullable Conversion conversion;

    LeadChange(String leadId) {
        this.leadId = leadId;
    }

    /** A conversion and the offset that orders it. */
    record Conversion(LeadConverted converted, long position) {}

    void profile(LeadProfile next) {
        if (profile == null || next.getVersion() > profile.getVersion()) {
            profile = next;
        }
    }

    void score(ScoreChanged next) {
        if (score == null || next.getSequence() > score.getSequence()) {
            score = next;
        }
    }

    void decision(LeadAssignment next, long position) {
        ownership = Ownership.after(ownership, next, position);
    }

    void transition(LeadTransition next) {
        switch (next.getMachine()) {
            case STAGE -> stage = later(stage, next);
            case STATUS -> status = later(status, next);
            case ROUTE -> route = later(route, next);
            case UNKNOWN -> {
                // a machine of a later release is kept in transitions only
            }
        }
    }

    void conversion(LeadConverted next, long position) {
        if (conversion == null || position > conversion.position()) {
            conversion = new Conversion(next, position);
        }
    }

    private static LeadTransition later(@Nullable LeadTransition held, LeadTransition next) {
        return held == null || next.getSequence() > held.getSequence() ? next : held;
    }

    /** Whether the row has to be there and stays as it is. */
    boolean changesNothing() {
        return groups() == 0;
    }

    /** Whether more than one group changes. */
    boolean changesSeveral() {
        return groups() > 1;
    }

    private int groups() {
        return (profile == null ? 0 : 1)
                + (score == null ? 0 : 1)
                + (ownership == null ? 0 : 1)
                + (stage == null ? 0 : 1)
                + (status == null ? 0 : 1)
                + (route == null ? 0 : 1)
                + (conversion == null ? 0 : 1);
    }

    String leadId() {
        return leadId;
    }

    @Nullable
    LeadProfile profile() {
        return profile;
    }

    @Nullable
    ScoreChanged score() {
        return score;
    }

    @Nullable
    Ownership ownership() {
        return ownership;
    }

    @Nullable
    LeadTransition stage() {
        return stage;
    }

    @Nullable
    LeadTransition status() {
        return status;
    }

    @Nullable
    LeadTransition route() {
        return route;
    }

    @Nullable
    Conversion conversion() {
        return conversion;
    }
}
