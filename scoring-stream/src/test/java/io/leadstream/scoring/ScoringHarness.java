// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.schemas.assignment.CommandOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadCommand;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.scoring.ScoringProgress;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.testkit.TopologyHarness;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;

/** The scoring topology with its topics at hand. */
final class ScoringHarness implements AutoCloseable {

    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final TopologyHarness harness;
    final HeldHistory history = new HeldHistory();
    final TestOutputTopic<String, LeadProfile> profiles;
    final TestOutputTopic<String, ScoreChanged> scores;
    final TestOutputTopic<String, ScoringProgress> progress;

    private final TestInputTopic<String, CapturedLead> captures;
    private final TestInputTopic<String, Activity> activities;
    private final TestInputTopic<String, Activity> visitors;
    private final TestInputTopic<String, LeadLink> links;
    private final TestInputTopic<String, ScoringRuleSet> rules;
    private final TestInputTopic<String, PredictiveModel> models;
    private final TestInputTopic<String, LeadCommand> commands;
    private final TestInputTopic<String, CommandOutcome> outcomes;
    private final int sliceKeys;
    private final int visitorActivities;
    private Instant wallClock;

    ScoringHarness() {
        this(500, 500);
    }

    ScoringHarness(int sliceKeys, int visitorActivities) {
        this(sliceKeys, visitorActivities, TopologyHarness.START, Map.of());
    }

    private ScoringHarness(
            int sliceKeys, int visitorActivities, Instant wallClock, Map<String, Map<Object, Object>> rows) {
        this.sliceKeys = sliceKeys;
        this.visitorActivities = visitorActivities;
        this.wallClock = wallClock;
        var config = new ScoringConfig(
                4,
                Duration.ofDays(30),
                visitorActivities,
                Duration.ofDays(30),
                Duration.ofDays(400),
                Duration.ofMillis(50),
                sliceKeys,
                Duration.ofSeconds(10),
                Duration.ofMillis(25));
        harness = TopologyHarness.start(
                ScoringConfig.APPLICATION_ID,
                RestoredStores.properties(rows),
                wallClock,
                (streams, serdes) ->
                        new ScoringTopology(serdes, config, new ScoringMeters(metrics), history).build(streams));
        profiles = harness.output(Topics.LEAD_PROFILES);
        scores = harness.output(Topics.LEAD_SCORES);
        progress = harness.output(Topics.SCORING_PROGRESS);
        history.drawFrom(harness.output(Topics.IDENTIFIED_ACTIVITIES));
        captures = harness.input(Topics.CAPTURED_LEADS);
        activities = harness.input(Topics.ACTIVITIES);
        visitors = harness.input(Topics.VISITOR_ACTIVITIES);
        links = harness.input(Topics.LEAD_LINKS);
        rules = harness.input(Topics.SCORING_RULE_SETS);
        models = harness.input(Topics.PREDICTIVE_MODELS);
        commands = harness.input(Topics.LEAD_COMMANDS);
        outcomes = harness.input(Topics.COMMAND_OUTCOMES);
    }

    /** Stops, and starts as another instance that restores what was stored; the clock has gone on meanwhile. */
    ScoringHarness movedAfter(Duration downtime) {
        var rows = RestoredStores.rowsOf(harness.driver());
        close();
        return new ScoringHarness(sliceKeys, visitorActivities, wallClock.plus(downtime), rows);
    }

    void send(CapturedLead capture) {
        history.record(Topics.CAPTURED_LEADS, capture.getLeadId(), capture);
        captures.pipeInput(capture.getLeadId(), capture);
    }

    void send(Activity activity) {
        history.record(Topics.ACTIVITIES, activity.getLeadId(), activity);
        activities.pipeInput(activity.getLeadId(), activity);
    }

    void sendVisitor(Activity activity) {
        visitors.pipeInput(activity.getAnonymousId(), activity);
    }

    void send(LeadLink link) {
        links.pipeInput(link.getLeadId(), link);
    }

    void send(ScoringRuleSet published) {
        rules.pipeInput(String.valueOf(published.getVersion()), published);
    }

    void send(PredictiveModel published) {
        models.pipeInput(String.valueOf(published.getVersion()), published);
    }

    void send(LeadCommand command) {
        commands.pipeInput(command.getLeadId(), command);
    }

    void send(CommandOutcome outcome) {
        outcomes.pipeInput(outcome.getLeadId(), outcome);
    }

    /** Lets one slice of the background work happen. */
    void tick() {
        advance(Duration.ofMillis(50));
    }

    /** Moves the wall clock at one go: what is due happens, in one slice. */
    void advance(Duration time) {
        wallClock = wallClock.plus(time);
        harness.advance(time);
    }

    Instant now() {
        return wallClock;
    }

    List<ScoreChanged> told() {
        return scores.readValuesToList();
    }

    LeadState state(String leadId) {
        LeadState state = harness.<String, LeadState>store(StoreNames.LEAD).get(leadId);
        if (state == null) {
            throw new IllegalStateException("no lead " + leadId);
        }
        return state;
    }

    /** Every lead's state by id. */
    NavigableMap<String, LeadState> states() {
        var states = new TreeMap<String, LeadState>();
        try (var all = harness.<String, LeadState>store(StoreNames.LEAD).all()) {
            all.forEachRemaining(lead -> states.put(lead.key, lead.value));
        }
        return states;
    }

    long rows(String store) {
        long rows = 0;
        try (var all = harness.store(store).all()) {
            while (all.hasNext()) {
                all.next();
                rows++;
            }
        }
        return rows;
    }

    double counted(String meter) {
        return metrics.get("leadstream.scoring." + meter).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Override
    public void close() {
        harness.close();
    }
}
