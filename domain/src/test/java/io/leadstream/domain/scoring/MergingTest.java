// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.lead.Captures.capture;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.lasting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.lead.LeadRefusedException;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.schemas.scoring.LeadProfile;
import io.leadstream.schemas.scoring.ScoreCause;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MergedPart;
import io.leadstream.schemas.state.scoring.SeenGeneration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class MergingTest {

    private static final String EMAIL = "lead-of-email";
    private static final String PHONE = "lead-of-phone";
    private static final String COMPANY = "lead-of-company";
    private static final List<SourceKind> KINDS = List.of(SourceKind.values());
    private static final ScoringModel MODEL = Histories.defaultModel();
    private static final Merging MERGING = new Merging(new AvroPersonCodec());

    /** A record on its way to a lead. */
    private record Sent(String leadId, SpecificRecord value) {}

    /** Leads by id, and what was told of them. */
    private static final class Leads {

        final Map<String, LeadState> states = new HashMap<>();
        final List<LeadProfile> profiles = new ArrayList<>();
        final List<ScoreChanged> scores = new ArrayList<>();
        final List<Sent> underWay = new ArrayList<>();

        @Nullable
        ScoringModel model;

        Leads(@Nullable ScoringModel model) {
            this.model = model;
        }

        Measures measures() {
            return model == null ? Measures.NONE : model.measures();
        }

        Leads send(String leadId, SpecificRecord event) {
            LeadState state = states.get(leadId);
            SpecificRecord own = SpecificData.get().deepCopy(event.getSchema(), event);
            if (own instanceof LeadLink link) {
                Departure departure = MERGING.leave(leadId, state, link, measures());
                if (departure != null) {
                    depart(leadId, departure);
                }
            } else if (state != null && Merging.isGone(state)) {
                depart(
                        leadId,
                        own instanceof MergedPart part
                                ? MERGING.pass(leadId, state, part)
                                : MERGING.follow(leadId, state, own, false, measures()));
            } else {
                ScoringOutcome outcome = own instanceof MergedPart part
                        ? SCORING.merged(leadId, state, part, model)
                        : own instanceof CapturedLead capture
                                ? SCORING.capture(leadId, state, capture, model)
                                : SCORING.activity(leadId, state, (Activity) own, model);
                states.put(leadId, outcome.state());
                scores.addAll(outcome.scores());
                if (outcome.profile() != null) {
                    profiles.add(outcome.profile());
                }
            }
            return this;
        }

        private void depart(String leadId, Departure departure) {
            states.put(leadId, departure.state());
            if (departure.farewell() != null) {
                profiles.add(departure.farewell());
            }
            if (departure.part() != null) {
                underWay.add(new Sent(departure.intoLeadId(), departure.part()));
            }
        }

        /** Lets something that is under way arrive. */
        void arrive(Random random) {
            Sent next = underWay.remove(random.nextInt(underWay.size()));
            send(next.leadId(), next.value());
        }

        Leads arriveAll() {
            while (!underWay.isEmpty()) {
                arrive(new Random(1));
            }
            return this;
        }

        LeadState held(String leadId) {
            return Objects.requireNonNull(states.get(leadId), leadId);
        }

        LeadState state(String leadId) {
            return SpecificData.get().deepCopy(LeadState.getClassSchema(), held(leadId));
        }

        LeadProfile last(String leadId) {
            LeadProfile last = null;
            for (LeadProfile profile : profiles) {
                last = profile.getLeadId().equals(leadId) ? profile : last;
            }
            assertThat(last).as(leadId).isNotNull();
            return last == null ? new LeadProfile() : last;
        }
    }

    @RepeatedTest(200)
    void shouldEndAsOneLeadWouldInWhateverOrderLinksAndEventsCome(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        var random = new Random(seed);
        List<Sent> events = history(random);
        var one = new Leads(MODEL);
        events.forEach(event -> one.send(EMAIL, event.value()));
        events.add(link(PHONE, EMAIL));
        events.add(link(COMPANY, random.nextBoolean() ? PHONE : EMAIL));
        for (int order = 0; order < 3; order++) {
            Collections.shuffle(events, random);
            Leads many = play(events, random);
            Map<String, Object> expected = lasting(one.state(EMAIL));
            Map<String, Object> merged = lasting(many.state(EMAIL));
            expected.remove("mergedFrom");
            merged.remove("mergedFrom");
            assertThat(merged).as("seed %d, order %d", seed, order).isEqualTo(expected);
            assertThat(many.state(EMAIL).getQualified())
                    .isEqualTo(one.state(EMAIL).getQualified());
            for (String gone : List.of(PHONE, COMPANY)) {
                assertThat(many.state(gone).getMergedInto()).isNotNull();
                assertThat(many.state(gone).getCounters()).isEmpty();
            }
        }
    }

    @RepeatedTest(100)
    void shouldListTheSameMergedLeadsWhateverCameFirst(RepetitionInfo run) {
        var random = new Random(run.getCurrentRepetition());
        List<Sent> events = history(random);
        events.add(link(PHONE, EMAIL));
        events.add(link(COMPANY, PHONE));
        List<String> first = play(events, random).state(EMAIL).getMergedFrom();
        Collections.shuffle(events, random);
        assertThat(play(events, random).state(EMAIL).getMergedFrom()).isEqualTo(first);
    }

    private static Leads play(List<Sent> events, Random random) {
        var leads = new Leads(random.nextBoolean() ? MODEL : null);
        for (Sent event : events) {
            leads.send(event.leadId(), event.value());
            while (!leads.underWay.isEmpty() && random.nextBoolean()) {
                leads.arrive(random);
            }
        }
        leads.model = MODEL;
        leads.arriveAll();
        SCORING.rescore(EMAIL, leads.held(EMAIL), MODEL, START);
        return leads;
    }

    /** Events of all three leads; at least one of each. */
    private static List<Sent> history(Random random) {
        var events = new ArrayList<Sent>();
        List<String> ids = List.of(EMAIL, PHONE, COMPANY);
        int span = random.nextBoolean() ? 20 : 900;
        int count = 3 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            var at = START.plus(Duration.ofDays(random.nextInt(span))).plusSeconds(random.nextInt(3));
            String leadId = ids.get(i < 3 ? i : random.nextInt(3));
            if (random.nextInt(4) == 0) {
                events.add(new Sent(
                        leadId,
                        capture("c" + i, Duration.between(START, at).toMinutes())
                                .setTitle(random.nextBoolean() ? "director " + random.nextInt(2) : "clerk")
                                .setTags(List.of("t" + random.nextInt(4)))
                                .setSourceKind(KINDS.get(random.nextInt(KINDS.size())))
                                .setOptInEmail(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null)
                                .setOptInSms(random.nextBoolean() ? Boolean.valueOf(random.nextBoolean()) : null)
                                .build()));
            } else {
                String type = random.nextInt(6) == 0 ? "unsubscribed" : random.nextBoolean() ? "note" : "page_viewed";
                var activity = activity("a" + i, type, at);
                activity.setEmail(leadId.equals(EMAIL) ? "jo@x.example" : null);
                activity.setPhone(leadId.equals(PHONE) ? "+442079460018" : null);
                activity.setAnonymousId(random.nextBoolean() ? "v" + random.nextInt(3) : null);
                events.add(new Sent(leadId, activity));
            }
        }
        return events;
    }

    private static Sent link(String from, String into) {
        return new Sent(from, new LeadLink(from, into, "link", START, START.plusSeconds(1)));
    }

    @Test
    void shouldTellTheOldLeadsEndAndTheNewLeadsGainWhenALinkComes() {
        var leads = new Leads(MODEL)
                .send(
                        PHONE,
                        capture("chat", 1)
                                .setSourceKind(SourceKind.LIVE_CHAT)
                                .setEmail(null)
                                .build())
                .send(PHONE, activity("page", "page_viewed", 1))
                .send(EMAIL, activity("demo", "demo_requested", 2))
                .send(PHONE, link(PHONE, EMAIL).value())
                .arriveAll();
        LeadProfile old = leads.last(PHONE);
        assertThat(old.getMergedInto()).isEqualTo(EMAIL);
        assertThat(old.getVersion()).isEqualTo(2);
        assertThat(old.getChat()).isTrue();
        LeadProfile now = leads.last(EMAIL);
        assertThat(now.getMergedInto()).isNull();
        assertThat(now.getMergedFrom()).containsExactly(PHONE);
        assertThat(now.getChat()).isTrue();
        assertThat(now.getCaptured()).isTrue();
        assertThat(now.getSalesReady()).isTrue();
        ScoreChanged change = leads.scores.get(leads.scores.size() - 1);
        assertThat(change.getLeadId()).isEqualTo(EMAIL);
        assertThat(change.getCause()).isEqualTo(ScoreCause.MERGE);
        assertThat(change.getCauseId()).isEqualTo("merge:" + PHONE);
        assertThat(change.getReceivedAt()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void shouldLetTheFirstLinkDecideWhenAPhoneIsShared() {
        var leads = new Leads(MODEL)
                .send(PHONE, activity("a", "demo_requested", 1))
                .send(PHONE, link(PHONE, EMAIL).value())
                .send(PHONE, link(PHONE, "lead-of-another").value())
                .send(PHONE, activity("b", "demo_requested", 2))
                .arriveAll();
        assertThat(leads.states).doesNotContainKey("lead-of-another");
        assertThat(leads.state(EMAIL).getCounters().get(0).getTotal()).isEqualTo(2);
        assertThat(leads.state(PHONE).getMergedInto()).isEqualTo(EMAIL);
    }

    @Test
    void shouldTellOnceWhatAnIdStandsForWhenItWasLinkedBeforeItWasKnown() {
        var leads = new Leads(MODEL).send(PHONE, link(PHONE, EMAIL).value());
        assertThat(leads.profiles).isEmpty();
        leads.send(PHONE, activity("a", "demo_requested", 1))
                .send(PHONE, activity("b", "demo_requested", 2))
                .arriveAll();
        assertThat(leads.profiles)
                .filteredOn(profile -> profile.getLeadId().equals(PHONE))
                .singleElement()
                .satisfies(profile -> assertThat(profile.getMergedInto()).isEqualTo(EMAIL));
        assertThat(leads.last(EMAIL).getMergedFrom()).containsExactly(PHONE);
    }

    @Test
    void shouldIgnoreALinkWhenItLeadsNowhere() {
        var leads = new Leads(MODEL).send(PHONE, link(PHONE, PHONE).value());
        assertThat(leads.states).isEmpty();
    }

    @Test
    void shouldKeepWhatTellsRepeatsWhenALeadIsGone() {
        var leads = new Leads(MODEL).send(PHONE, activity("a", "note", 1));
        var seen = List.of(new SeenGeneration(1, 0, Packed.empty()));
        leads.held(PHONE).setSeen(seen);
        leads.send(PHONE, link(PHONE, EMAIL).value()).arriveAll();
        assertThat(leads.state(PHONE).getSeen()).isEqualTo(seen);
        assertThat(leads.state(EMAIL).getSeen()).isEmpty();
    }

    @Test
    void shouldKeepTheEarlierQualificationWhenBothWereQualified() {
        var leads = new Leads(MODEL)
                .send(PHONE, activity("a", "note", 1))
                .send(EMAIL, activity("b", "note", 2))
                .send(COMPANY, activity("c", "note", 3));
        leads.held(PHONE).setQualified(true);
        leads.held(PHONE).setQualifiedAt(20L);
        leads.held(EMAIL).setQualified(true);
        leads.held(EMAIL).setQualifiedAt(30L);
        leads.held(COMPANY).setQualified(true);
        leads.held(COMPANY).setQualifiedAt(40L);
        leads.send(PHONE, link(PHONE, EMAIL).value())
                .send(COMPANY, link(COMPANY, EMAIL).value())
                .arriveAll();
        assertThat(leads.state(EMAIL).getQualifiedAt()).isEqualTo(20L);
        assertThat(leads.last(EMAIL).getQualified()).isTrue();
    }

    @Test
    void shouldBoundVisitorsAndListedLeadsButRefuseTypes() {
        var leads = new Leads(MODEL);
        for (int i = 0; i < 120; i++) {
            String from = "phone-" + i;
            var activity = activity("a" + i, "note", i);
            activity.setAnonymousId("v" + i);
            leads.send(from, activity).send(from, link(from, EMAIL).value()).arriveAll();
        }
        assertThat(leads.state(EMAIL).getVisitors()).hasSize(100);
        assertThat(leads.state(EMAIL).getMergedFrom()).hasSize(100);
        assertThat(leads.state(EMAIL).getCounters().get(0).getTotal()).isEqualTo(120);
        for (int i = 0; i < 300; i++) {
            leads.send(EMAIL, activity("e" + i, "e" + i, 1)).send(PHONE, activity("p" + i, "p" + i, 1));
        }
        leads.send(PHONE, link(PHONE, EMAIL).value());
        assertThatThrownBy(leads::arriveAll)
                .isInstanceOf(LeadRefusedException.class)
                .hasMessageContaining("types");
    }

    @Test
    void shouldRefuseAHandedOverActivityWhenTheOtherLeadHasTooManyVisitors() {
        var leads = new Leads(MODEL);
        for (int i = 0; i < 100; i++) {
            var activity = activity("a" + i, "note", i);
            activity.setAnonymousId("v" + i);
            leads.send(EMAIL, activity);
        }
        leads.send(PHONE, link(PHONE, EMAIL).value());
        var handedOver = activity("late", "note", 1);
        handedOver.setAnonymousId("one-more");
        MergedPart part =
                Objects.requireNonNull(MERGING.follow(PHONE, leads.held(PHONE), handedOver, true, MODEL.measures())
                        .part());
        LeadState full = leads.state(EMAIL);
        assertThatThrownBy(() -> SCORING.merged(EMAIL, full, part, MODEL)).isInstanceOf(LeadRefusedException.class);
    }
}
