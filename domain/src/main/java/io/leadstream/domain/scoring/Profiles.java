// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import io.leadstream.domain.lead.PersonRecord;
import io.leadstream.domain.lead.ProfileView;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Instant;
import java.util.List;

/** What a profile tells of a lead as it stands. */
final class Profiles {

    private Profiles() {}

    /** Without what only a telling has: its version, cause and prediction. */
    static LeadProfile of(String leadId, LeadState state, PersonRecord person) {
        LeadProfile profile = new LeadProfile();
        profile.setLeadId(leadId);
        profile.setCreatedAt(Instant.ofEpochMilli(state.getCreatedAt()));
        profile.setUpdatedAt(Instant.ofEpochMilli(state.getUpdatedAt()));
        profile.setFirstReceivedAt(Instant.ofEpochMilli(state.getFirstReceivedAt()));
        profile.setChat(state.getChat());
        profile.setCaptured(state.getCaptured());
        profile.setScore(state.getScore());
        profile.setGrade(Grades.of(state.getScore()));
        profile.setQualified(state.getQualified());
        Long qualifiedAt = state.getQualifiedAt();
        profile.setQualifiedAt(qualifiedAt == null ? null : Instant.ofEpochMilli(qualifiedAt));
        profile.setSalesReady(state.getSalesReady());
        profile.setRulesVersion(state.getRulesVersion());
        profile.setMergedFrom(List.copyOf(state.getMergedFrom()));
        profile.setCycle(state.getCycle());
        ProfileView.fill(profile, person, state.getStub());
        return profile;
    }
}
