// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same events in another order, with every tenth doubled, end in the same leads, scores and grades. */
class AnyOrderTopologyTest {

    private static final List<SourceKind> KINDS =
            List.of(SourceKind.WEBSITE_FORM, SourceKind.LIVE_CHAT, SourceKind.API);
    private static final List<String> TYPES =
            List.of("page_viewed", "email_opened", "email_clicked", "demo_requested", "note", "unsubscribed");
    private static final int PEOPLE = 90;

    /** What is left of a run: states, and the last of what was told of each lead. */
    private record Ending(
            Map<String, String> states, Map<String, Integer> scores, Map<String, String> profiles, double taken) {}

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void shouldEndTheSameForAnyOrderAndRepeats(int seed) {
        var random = new Random(seed);
        List<SpecificRecord> events = history(random);
        Ending plain = play(events, 0);
        assertThat(plain.taken()).isEqualTo(events.size());
        var other = new ArrayList<>(events);
        for (int i = 0; i < events.size(); i += 10) {
            other.add(events.get(i));
        }
        Collections.shuffle(other, random);
        Ending shuffled = play(other, random.nextInt(other.size()));
        assertThat(shuffled).as("seed %d", seed).isEqualTo(plain);
        assertThat(plain.scores().values()).anyMatch(score -> score > 50).anyMatch(score -> score < 50);
    }

    /** Rules are published before the event of the given number. */
    private static Ending play(List<SpecificRecord> events, int publishAt) {
        try (var scoring = new ScoringHarness()) {
            for (int i = 0; i < events.size(); i++) {
                if (i == publishAt) {
                    scoring.send(Rules.shipped(1));
                }
                if (events.get(i) instanceof CapturedLead capture) {
                    scoring.send(SpecificData.get().deepCopy(CapturedLead.getClassSchema(), capture));
                } else if (events.get(i) instanceof Activity activity) {
                    scoring.send(SpecificData.get().deepCopy(Activity.getClassSchema(), activity));
                }
            }
            scoring.tick();
            var scores = new TreeMap<String, Integer>();
            scoring.scores.readKeyValuesToList().forEach(change -> scores.put(change.key, scoreOf(change.value)));
            var profiles = new TreeMap<String, String>();
            scoring.profiles
                    .readKeyValuesToList()
                    .forEach(profile -> profiles.put(profile.key, lasting(profile.value)));
            var states = new TreeMap<String, String>();
            scoring.states().forEach((leadId, state) -> states.put(leadId, lasting(state)));
            return new Ending(states, scores, profiles, scoring.counted("events"));
        }
    }

    /** Each change adds up, in any order. */
    private static int scoreOf(ScoreChanged change) {
        int total =
                change.getLines().stream().mapToInt(line -> line.getPoints()).sum();
        assertThat(change.getTotal()).isEqualTo(total);
        assertThat(change.getScore()).isEqualTo(Math.max(0, Math.min(100, total)));
        return change.getScore();
    }

    /** All but sequences, times that are those of the order, and which event ids are in the record still. */
    private static String lasting(LeadState state) {
        state.setSeen(List.of());
        state.setScoreSequence(0);
        state.setProfileVersion(0);
        state.setDueDay(0);
        state.setQualifiedAt(null);
        return SpecificData.get().toString(state);
    }

    private static String lasting(LeadProfile profile) {
        Function<LeadProfile, Object> score = LeadProfile::getGrade;
        return score.apply(profile) + " " + profile.getQualified() + " " + profile.getSalesReady() + " "
                + profile.getTitle() + " " + profile.getCompany() + " " + profile.getTags() + " "
                + profile.getCustomFields() + " " + profile.getSource() + " " + profile.getLastSource() + " "
                + profile.getOptInEmail() + " " + profile.getCreatedAt() + " " + profile.getFirstReceivedAt();
    }

    private static List<SpecificRecord> history(Random random) {
        var events = new ArrayList<SpecificRecord>();
        for (int i = 0; i < 600; i++) {
            String email = "person-" + random.nextInt(PEOPLE) + "@example.org";
            var at = NOW.minus(Duration.ofDays(random.nextInt(30))).plusSeconds(random.nextInt(4));
            var received = at.plusSeconds(random.nextInt(1_000_000));
            if (random.nextInt(6) == 0) {
                events.add(capture("c" + i, email)
                        .setOccurredAt(at)
                        .setReceivedAt(received)
                        .setSourceKind(KINDS.get(random.nextInt(KINDS.size())))
                        .setSource("s" + random.nextInt(3))
                        .setTitle(random.nextBoolean() ? "Director " + random.nextInt(3) : null)
                        .setCompany(random.nextBoolean() ? "Company " + random.nextInt(3) : " ")
                        .setEmployeeCount(random.nextBoolean() ? Long.valueOf(random.nextInt(2_000)) : null)
                        .setTags(random.nextBoolean() ? List.of("t" + random.nextInt(5)) : List.of())
                        .setCustomFields(Map.of("k" + random.nextInt(2), String.valueOf(random.nextInt(9))))
                        .setOptInEmail(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null)
                        .build());
            } else {
                events.add(activity("a" + i, email, TYPES.get(random.nextInt(TYPES.size())))
                        .setOccurredAt(at)
                        .setReceivedAt(received)
                        .setLeadId(leadId(email))
                        .setAnonymousId(random.nextInt(4) == 0 ? "v" + random.nextInt(9) : null)
                        .build());
            }
        }
        return events;
    }
}
