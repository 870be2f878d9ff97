// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.schemas.assignment.AssignmentAlert;
import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.LeadTransition;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.rules.AssignmentRuleSet;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.Fixtures;
import io.leadstream.testkit.TopologyHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;

/** The whole topology in a driver, with its inputs and outputs at hand. */
final class Flow implements AutoCloseable {

    static final AssignmentConfig CONFIG = new AssignmentConfig(1, Duration.ofMillis(50), 100, Duration.ofMillis(25));

    private static final int TICKS = 12;

    final TopologyHarness harness;
    final TestOutputTopic<String, LeadTransition> transitions;

    private final TestInputTopic<String, LeadProfile> profiles;
    private final TestInputTopic<String, LeadCommand> commands;
    private final TestInputTopic<String, AssignmentRuleSet> rules;
    private final TestInputTopic<String, Roster> rosters;
    private final TestOutputTopic<String, LeadAssignment> decisions;
    private final TestOutputTopic<String, CommandOutcome> outcomes;
    private final TestInputTopic<String, StaffCommand> staffCommands;
    private final TestOutputTopic<String, StaffChange> changes;
    private final TestOutputTopic<String, AssignmentAlert> alerts;
    private Instant clock = TopologyHarness.START;

    Flow() {
        harness = TopologyHarness.start(
                AssignmentConfig.APPLICATION_ID,
                (streams, serdes) -> new AssignmentTopology(serdes, CONFIG).build(streams));
        profiles = harness.input(Topics.LEAD_PROFILES);
        commands = harness.input(Topics.LEAD_COMMANDS);
        rules = harness.input(Topics.ASSIGNMENT_RULE_SETS);
        rosters = harness.input(Topics.ROSTERS);
        decisions = harness.output(Topics.LEAD_ASSIGNMENTS);
        outcomes = harness.output(Topics.COMMAND_OUTCOMES);
        staffCommands = harness.input(Topics.STAFF_COMMANDS);
        changes = harness.output(Topics.STAFF_CHANGES);
        alerts = harness.output(Topics.ASSIGNMENT_ALERTS);
        transitions = harness.output(Topics.LEAD_TRANSITIONS);
    }

    void publish(AssignmentRuleSet version) {
        rules.pipeInput(String.valueOf(version.getVersion()), version);
    }

    void publish(Roster version) {
        rosters.pipeInput(String.valueOf(version.getVersion()), version);
    }

    void profile(LeadProfile.Builder profile) {
        profiles.pipeInput(profile.getLeadId(), profile.build());
    }

    /** Gives a command at the time of the clock and returns what became of it. */
    CommandOutcome order(String commandId, String email, String by, Object order) {
        return order(commandId, email, by, order, clock);
    }

    /** The same, but it arrived at another time. */
    CommandOutcome order(String commandId, String email, String by, Object order, Instant arrival) {
        commands.pipeInput(
                Fixtures.leadId(email),
                Fixtures.command(commandId, email, by)
                        .setReceivedAt(arrival)
                        .setOrder(order)
                        .build());
        List<CommandOutcome> made = outcomes.readValuesToList();
        return made.get(made.size() - 1);
    }

    /** Gives a command about a person and returns what became of it. */
    StaffChange staff(String commandId, String person, String by, Object order) {
        staffCommands.pipeInput(person, new StaffCommand(commandId, person, by, clock, order));
        return changes.readValue();
    }

    List<AssignmentAlert> alerts() {
        return alerts.readValuesToList();
    }

    List<LeadAssignment> decisions() {
        return decisions.readValuesToList();
    }

    /** "KIND person-or-team" of what was decided since the last look. */
    List<String> told() {
        List<String> told = new ArrayList<>();
        for (LeadAssignment decision : decisions()) {
            String who = decision.getRepresentativeId();
            told.add(decision.getKind() + " " + (who == null ? decision.getTeamId() : who));
        }
        return told;
    }

    void advance(Duration duration) {
        clock = clock.plus(duration);
        harness.advance(duration);
    }

    /** Time goes by, and then everything has come to rest: a task that reads nothing more, and enough ticks. */
    void pass(Duration duration) {
        advance(duration);
        advance(Duration.ofSeconds(2));
        for (int tick = 0; tick < TICKS; tick++) {
            advance(CONFIG.tick());
        }
    }

    Instant clock() {
        return clock;
    }

    /** Two ticks of the timers. */
    void tick() {
        advance(Duration.ofMillis(100));
    }

    @Override
    public void close() {
        harness.close();
    }
}
