// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every decision on who owns a lead, in the order in which they were made.
 *
 * @param leadId whose
 * @param ownership the last decision in a word; null while the lead was never up for sales
 * @param ownerId who owns it now; null while nobody does
 * @param owner name of the owner
 */
public record OwnerHistory(
        String leadId,
        @Nullable String ownership,
        @Nullable String ownerId,
        @Nullable String owner,
        List<Decision> decisions) {

    /**
     * One decision.
     *
     * @param kind queued, assigned, accepted, declined, expired, handed_back or released
     * @param offerNumber from 1; what happens to an offer has its number
     * @param team name of the team, or its id where no roster that is read has it
     * @param method what made the choice: rule, default_team, returning_owner, company_owner, admin or escalated
     * @param rule name of the rule that matched; null when none did
     * @param strategy of the team; null when a person was named
     * @param explanation one sentence
     * @param candidates everybody who was considered; empty where nobody had to be chosen
     */
    public record Decision(
            String assignmentId,
            String kind,
            int offerNumber,
            Instant requestedAt,
            Instant decidedAt,
            String teamId,
            String team,
            @Nullable String representativeId,
            @Nullable String representative,
            String method,
            @Nullable String ruleId,
            @Nullable String rule,
            @Nullable String strategy,
            int rulesVersion,
            int rosterVersion,
            @Nullable String segment,
            int score,
            String grade,
            int moves,
            @Nullable Instant acceptBy,
            @Nullable Instant touchBy,
            @Nullable String queueReason,
            @Nullable Instant expectedAt,
            @Nullable String reason,
            String explanation,
            List<Candidate> candidates) {}

    /**
     * One person who was considered.
     *
     * @param result chosen, eligible, or the code of the first reason against
     * @param openLeads before the decision
     * @param weight in hundredths
     * @param lastTurn turn of the team at which the person got a lead last; 0 before the first
     * @param assigned leads ever given by the team
     * @param headStart leads that count on top since the person joined or returned
     */
    public record Candidate(
            String representativeId,
            String name,
            String result,
            int openLeads,
            int weight,
            long lastTurn,
            long assigned,
            double headStart) {}
}
