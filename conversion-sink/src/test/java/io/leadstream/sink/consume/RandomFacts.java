// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.consume;

import io.leadstream.schemas.assignment.AlertKind;
import io.leadstream.schemas.assignment.AssignmentKind;
import io.leadstream.schemas.assignment.Machine;
import io.leadstream.schemas.assignment.RefusalCode;
import io.leadstream.schemas.capture.ImportStatus;
import io.leadstream.schemas.scoring.RescoreState;
import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import io.leadstream.sink.SinkRecords;
import io.leadstream.testkit.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;

/** What the pipeline might have written about a handful of leads, from a seed; some of it twice. */
public final class RandomFacts {

    private static final int LEADS = 9;
    private static final List<Machine> MACHINES = List.of(Machine.STAGE, Machine.STATUS, Machine.ROUTE);
    private static final List<AssignmentKind> KINDS = List.of(AssignmentKind.values());

    private final Random random;
    private final List<Event<?>> events = new ArrayList<>();
    private final long[] scores = new long[LEADS];
    private final long[] transitions = new long[LEADS];
    private final long[] profiles = new long[LEADS];
    private final int[] offers = new int[LEADS];

    private RandomFacts(long seed) {
        this.random = new Random(seed);
    }

    /** A record and the topic it is written to. */
    public record Event<V extends SpecificRecord>(Topic<V> topic, String key, V value) {}

    /** Events in the order in which they are written; each topic keeps that order per key. */
    public static List<Event<?>> of(long seed, int count) {
        RandomFacts facts = new RandomFacts(seed);
        facts.once();
        for (int i = 0; i < count; i++) {
            facts.next(i);
        }
        return facts.events;
    }

    private void once() {
        add(Topics.SCORING_RULE_SETS, "1", SinkRecords.scoringRules(1));
        add(Topics.PREDICTIVE_MODELS, "1", SinkRecords.model(1));
        add(Topics.ASSIGNMENT_RULE_SETS, "1", SinkRecords.assignmentRules(1));
        add(Topics.ROSTERS, "1", SinkRecords.roster(1, "alice", "bob"));
        add(Topics.ROSTERS, "2", SinkRecords.roster(2, "alice"));
        add(Topics.IMPORT_RUNS, "i", SinkRecords.importRun("i", ImportStatus.STARTED, 0, 0));
        add(Topics.IMPORT_RUNS, "i", SinkRecords.importRun("i", ImportStatus.FINISHED, 5, 1));
        add(Topics.SCORING_PROGRESS, "0", SinkRecords.progress(1, RescoreState.RESCORING, 3));
        add(Topics.SCORING_PROGRESS, "0", SinkRecords.progress(1, RescoreState.DONE, 8));
        add(Topics.LEAD_LINKS, Fixtures.leadId(email(1)), SinkRecords.link(email(1), email(2)));
        add(Topics.STAFF_COMMANDS, "alice", SinkRecords.away("away-1", "alice"));
        add(Topics.STAFF_CHANGES, "alice", SinkRecords.gone("away-1", "alice"));
        add(Topics.REJECTED_INPUTS, "i", SinkRecords.rejected("i", 4));
        add(
                Topics.VISITOR_ACTIVITIES,
                "v",
                Fixtures.identification("seen", "v", email(0)).build());
    }

    private void next(int number) {
        int lead = random.nextInt(LEADS);
        String email = email(lead);
        String key = Fixtures.leadId(email);
        Instant at = Fixtures.NOW.plusSeconds(random.nextInt(100_000));
        String event = "event-" + random.nextInt(120);
        switch (random.nextInt(13)) {
            case 12 ->
                add(
                        Topics.IDENTIFIED_ACTIVITIES,
                        key,
                        Fixtures.visitorActivity(event, "v", "page_viewed")
                                .setOccurredAt(at)
                                .setLeadId(key)
                                .setProperties(Map.of("number", String.valueOf(number)))
                                .build());
            case 0 ->
                add(
                        Topics.CAPTURED_LEADS,
                        key,
                        Fixtures.capture(event, email)
                                .setOccurredAt(at)
                                .setCompany("Acme " + number)
                                .build());
            case 1, 2 ->
                add(
                        Topics.ACTIVITIES,
                        key,
                        Fixtures.activity(event, email, "page_viewed")
                                .setOccurredAt(at)
                                .setProperties(Map.of("number", String.valueOf(number)))
                                .build());
            case 3 ->
                add(
                        Topics.LEAD_PROFILES,
                        key,
                        Fixtures.profile(email)
                                .setVersion(++profiles[lead])
                                .setTitle("title " + number)
                                .build());
            case 4, 5 ->
                add(
                        Topics.LEAD_SCORES,
                        key,
                        SinkRecords.score(email, ++scores[lead], random.nextInt(101))
                                .build());
            case 6 -> {
                Machine machine = MACHINES.get(random.nextInt(MACHINES.size()));
                add(
                        Topics.LEAD_TRANSITIONS,
                        key,
                        SinkRecords.transition(email, ++transitions[lead], machine, "x", "state-" + number));
            }
            case 7 -> {
                AssignmentKind kind = KINDS.get(random.nextInt(KINDS.size()));
                int offer = kind == AssignmentKind.ASSIGNED || offers[lead] == 0 ? ++offers[lead] : offers[lead];
                add(Topics.LEAD_ASSIGNMENTS, key, SinkRecords.assignment(email, offer, kind, "rep-" + number, at));
            }
            case 8 -> {
                add(Topics.LEAD_TASKS, key, SinkRecords.task(email));
                add(Topics.ASSIGNMENT_ALERTS, key, SinkRecords.alert(email, AlertKind.ACCEPT_HALFWAY));
                add(Topics.NOTIFICATION_DEAD_LETTERS, key, SinkRecords.undelivered(email));
            }
            case 9 -> add(Topics.LEAD_ASSESSMENTS, key, SinkRecords.assessment(email));
            case 10 ->
                add(
                        Topics.LEAD_CONVERSIONS,
                        key,
                        SinkRecords.converted(
                                email,
                                "company-" + lead % 2 + ".example",
                                lead % 3 == 0 ? "https://" + lead + ".example" : null,
                                Fixtures.NOW.plusSeconds((lead * 7919L) % 10)));
            default -> {
                add(
                        Topics.LEAD_COMMANDS,
                        key,
                        Fixtures.command(event, email, "alice").build());
                add(
                        Topics.COMMAND_OUTCOMES,
                        key,
                        SinkRecords.outcome(
                                email, event, "log_touch", random.nextBoolean() ? null : RefusalCode.NOT_OWNER, at));
            }
        }
    }

    private <V extends SpecificRecord> void add(Topic<V> topic, String key, V value) {
        events.add(new Event<>(topic, key, value));
    }

    private static String email(int lead) {
        return "lead" + lead + "@example.com";
    }
}
