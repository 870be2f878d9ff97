// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.simulation;

import static io.leadstream.domain.routing.Samples.everythingTo;
import static io.leadstream.domain.routing.Samples.lead;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.routing.Routing;
import io.leadstream.domain.routing.RoutingRules;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Candidate;
import io.leadstream.schemas.assignment.CandidateResult;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.capture.AcceptLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.rules.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ten thousand leads over a team of 22, watched by a reading of the roster that shares no code with the decisions. */
class FairShareTest {

    private static final int LEADS = 10_000;

    @ParameterizedTest
    @EnumSource(
            value = Strategy.class,
            names = {"LEAST_LOADED", "WEIGHTED", "ROUND_ROBIN"})
    void shouldBeFairPresentAndExplainedWhenTenThousandLeadsCome(Strategy strategy) {
        Roster roster = TeamOfTwentyTwo.roster(strategy);
        Watch watch = new Watch(roster);

        List<LeadAssignment> decisions = play(roster, watch);

        assertThat(decisions.stream().filter(d -> d.getKind() == AssignmentKind.ASSIGNED))
                .hasSize(LEADS);
        assertThat(watch.absent())
                .as("leads given to people who were not there")
                .isZero();
        assertThat(watch.full()).as("leads given to people who were full").isZero();
        assertThat(watch.unexplained()).as("decisions that don't add up").isEmpty();
        if (strategy != Strategy.ROUND_ROBIN) {
            assertThat(watch.widestGap())
                    .as("gap of level among those who are always there")
                    .isLessThanOrEqualTo(1.0 / TeamOfTwentyTwo.LIGHTEST_ALWAYS_THERE + 1e-9);
        }
        assertThat(watch.everybodyHasSome()).isTrue();
        assertThat(play(roster, new Watch(roster))).as("a replay").isEqualTo(decisions);
    }

    /** Over two weeks, day and night; each offer is accepted before anything can run out. */
    private static List<LeadAssignment> play(Roster roster, Watch watch) {
        Random random = new Random(22);
        List<LeadAssignment> decisions = new ArrayList<>();
        Routing routing = new Routing(RoutingRules.of(everythingTo("sales")), TeamRoster.of(roster));
        List<LeadAssignment> fresh = new ArrayList<>();
        SalesFloor floor = new SalesFloor(routing, fact -> {
            if (fact instanceof LeadAssignment decision) {
                fresh.add(decision);
            }
        });
        Instant now = TeamOfTwentyTwo.START;
        for (int i = 0; i < LEADS; i++) {
            now = now.plus(Duration.ofMillis(random.nextInt(240_000)));
            String id = "lead-" + i;
            floor.profile(lead(id).setEmail(id + "@company" + i + ".com")
                    .setReceivedAt(now)
                    .setScore(50 + random.nextInt(51))
                    .build());
            for (LeadAssignment decision : List.copyOf(fresh)) {
                watch.see(decision);
                floor.command(LeadCommand.newBuilder()
                        .setCommandId("accept-" + decision.getAssignmentId())
                        .setLeadId(decision.getLeadId())
                        .setIssuedBy(String.valueOf(decision.getRepresentativeId()))
                        .setReceivedAt(now)
                        .setOrder(new AcceptLead(decision.getOfferNumber()))
                        .build());
            }
            decisions.addAll(fresh);
            fresh.clear();
        }
        return decisions;
    }

    /** Keeps its own counts and calendars. */
    private static final class Watch {

        private final TeamOfTwentyTwo.Ledger ledger;
        private final List<String> unexplained = new ArrayList<>();
        private double widestGap;
        private int absent;
        private int full;

        Watch(Roster roster) {
            ledger = new TeamOfTwentyTwo.Ledger(roster);
        }

        void see(LeadAssignment decision) {
            if (decision.getKind() != AssignmentKind.ASSIGNED) {
                unexplained.add("not given: " + decision);
                return;
            }
            String owner = decision.getRepresentativeId();
            Instant at = decision.getDecidedAt();
            absent += ledger.isThere(owner, at) ? 0 : 1;
            full += ledger.hasRoom(owner, at) ? 0 : 1;
            explain(decision);
            ledger.give(owner, at);
            widestGap = Math.max(widestGap, ledger.gapAmongAlwaysThere());
        }

        private void explain(LeadAssignment decision) {
            boolean sound = !decision.getExplanation().isBlank()
                    && decision.getCandidates().size() == ledger.size()
                    && decision.getRosterVersion() == 1
                    && decision.getRulesVersion() == 1
                    && decision.getOfferNumber() == 1;
            int chosen = 0;
            for (Candidate candidate : decision.getCandidates()) {
                String id = candidate.getRepresentativeId();
                boolean could =
                        ledger.isThere(id, decision.getDecidedAt()) && ledger.hasRoom(id, decision.getDecidedAt());
                boolean said = candidate.getResult() == CandidateResult.CHOSEN
                        || candidate.getResult() == CandidateResult.ELIGIBLE;
                sound &= could == said && candidate.getOpenLeads() == ledger.open(id);
                if (candidate.getResult() == CandidateResult.CHOSEN) {
                    chosen++;
                    sound &= id.equals(decision.getRepresentativeId());
                }
            }
            if (!sound || chosen != 1) {
                unexplained.add(decision.toString());
            }
        }

        double widestGap() {
            return widestGap;
        }

        int absent() {
            return absent;
        }

        int full() {
            return full;
        }

        List<String> unexplained() {
            return unexplained;
        }

        boolean everybodyHasSome() {
            return ledger.everybodyHasSome();
        }
    }
}
