// SPDX-License-Identifier: Apache-2.0
package io.leadstream.domain.scoring;

import static io.leadstream.domain.lead.Captures.START;
import static io.leadstream.domain.scoring.Histories.SCORING;
import static io.leadstream.domain.scoring.Histories.activity;
import static io.leadstream.domain.scoring.Histories.model;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.lead.AvroPersonCodec;
import io.leadstream.domain.scoring.Merging.Departure;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.LeadLink;
import io.leadstream.schemas.state.scoring.ActivityCounter;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.MeasureShare;
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

/** Measures of leads that become one while they are counted back, each lead in a partition that is at its own pace. */
class MergedMeasuresTest {

    private static final List<String> IDS = List.of("email", "phone", "company");
    private static final Merging MERGING = new Merging(new AvroPersonCodec());
    private static final ScoringModel OLD =
            model("{name: a, rules: [{name: V, activity: viewed, points: 1}], dailyHitLimit: 3}", 1);
    private static final ScoringModel NEW = model("""
            name: b
            dailyHitLimit: 2
            rules:
            - {name: E, activity: viewed, points: 7, halfLife: 50, where: {field: plan, operator: equals, value: pro}}
            - {name: N, field: count.viewed, operator: greater_than, value: 2, points: 5, where: {field: n, operator: less_than, value: 4}}
            - {name: R, field: days_since.note, operator: less_than, value: 9, points: 3, where: {field: n, operator: exists}}
            """, 2);
    private static final Measures COUNTED = counted();

    private static Measures counted() {
        Map<String, Integer> since = new HashMap<>();
        Measures.ofRules(NEW.rules()).keySet().forEach(name -> since.put(name, 2));
        return Measures.of(2, since, Measures.ofRules(NEW.rules()).values());
    }

    private record Sent(String leadId, SpecificRecord value) {}

    /** A lead where its events come, and how far the new rules are there. */
    private static final class Place {

        private final String leadId;
        private final List<Activity> recorded = new ArrayList<>();

        private @Nullable LeadState state;
        private boolean published;
        private boolean inForce;

        private Place(String leadId) {
            this.leadId = leadId;
        }

        private Measures measures() {
            return published ? COUNTED : OLD.measures();
        }

        @Nullable
        Sent arrive(SpecificRecord given) {
            SpecificRecord event = SpecificData.get().deepCopy(given.getSchema(), given);
            LeadState before = state;
            if (!published && event instanceof Activity activity) {
                recorded.add(activity);
            }
            if (event instanceof LeadLink link) {
                return sent(MERGING.leave(leadId, before, link, measures()));
            }
            if (before != null && Merging.isGone(before)) {
                return sent(
                        event instanceof io.leadstream.schemas.state.scoring.MergedPart part
                                ? MERGING.pass(leadId, before, part)
                                : MERGING.follow(leadId, before, event, false, measures()));
            }
            state = SCORING.take(leadId, before, event, false, inForce ? NEW : OLD, measures())
                    .state();
            return null;
        }

        /** Counts back what was recorded, some of it. */
        @Nullable
        Sent work(Random random) {
            for (int i = random.nextInt(4); i > 0 && !recorded.isEmpty(); i--) {
                Activity activity = recorded.remove(random.nextInt(recorded.size()));
                LeadState lead = Objects.requireNonNull(state);
                if (Recount.tookIn(lead, activity.getType(), null)) {
                    Recount.count(
                            lead,
                            COUNTED,
                            activity.getType(),
                            activity.getOccurredAt().toEpochMilli(),
                            activity.getProperties());
                }
            }
            boolean ends = published && recorded.isEmpty() && !inForce;
            inForce |= ends;
            LeadState lead = state;
            if (!ends || lead == null) {
                return null;
            }
            if (Merging.isGone(lead)) {
                return sent(MERGING.settle(leadId, lead, COUNTED, START));
            }
            state = SCORING.rescore(leadId, lead, NEW, COUNTED, START).state();
            return null;
        }

        private @Nullable Sent sent(@Nullable Departure departure) {
            if (departure != null) {
                state = departure.state();
            }
            return departure == null || departure.part() == null
                    ? null
                    : new Sent(departure.intoLeadId(), Objects.requireNonNull(departure.part()));
        }
    }

    @RepeatedTest(300)
    void shouldCountEachEventOnceWhateverIsMergedWhileItIsCountedBack(RepetitionInfo run) {
        int seed = run.getCurrentRepetition();
        var random = new Random(seed);
        List<Sent> events = history(random);
        LeadState expected = null;
        for (Sent event : events) {
            Activity own = SpecificData.get().deepCopy(Activity.getClassSchema(), (Activity) event.value());
            expected = SCORING.activity("email", expected, own, NEW).state();
        }
        events.add(new Sent("phone", link("phone", "email")));
        events.add(new Sent("company", link("company", random.nextBoolean() ? "phone" : "email")));
        Collections.shuffle(events, random);
        LeadState state = play(events, random);
        LeadState all = Objects.requireNonNull(expected);
        assertThat(state.getTotal()).as("seed %d", seed).isEqualTo(all.getTotal());
        assertThat(SCORING.breakdown("email", state, NEW).lines())
                .as("seed %d", seed)
                .isEqualTo(SCORING.breakdown("email", all, NEW).lines());
    }

    private static LeadState play(List<Sent> events, Random random) {
        Map<String, Place> places = new HashMap<>();
        IDS.forEach(id -> places.put(id, new Place(id)));
        Map<String, List<Sent>> underWay = new HashMap<>();
        List<Sent> left = new ArrayList<>(events);
        while (!left.isEmpty() || !settled(places, underWay)) {
            Place place = Objects.requireNonNull(places.get(IDS.get(random.nextInt(3))));
            place.published |= random.nextInt(3) == 0 && (left.size() < events.size() / 2 || random.nextInt(9) == 0);
            List<Sent> came = new ArrayList<>();
            if (place.published) {
                came.add(place.work(random));
            }
            if (!left.isEmpty() && random.nextBoolean()) {
                Sent event = left.remove(0);
                came.add(Objects.requireNonNull(places.get(event.leadId())).arrive(event.value()));
            }
            // Parts from one lead to another keep their order.
            List<Sent> next = underWay.computeIfAbsent(place.leadId, id -> new ArrayList<>());
            if (!next.isEmpty()) {
                came.add(place.arrive(next.remove(0).value()));
            }
            came.stream().filter(Objects::nonNull).forEach(part -> underWay.computeIfAbsent(
                            part.leadId(), id -> new ArrayList<>())
                    .add(part));
        }
        return Objects.requireNonNull(Objects.requireNonNull(places.get("email")).state);
    }

    private static boolean settled(Map<String, Place> places, Map<String, List<Sent>> underWay) {
        return places.values().stream().allMatch(place -> place.inForce)
                && underWay.values().stream().allMatch(List::isEmpty);
    }

    private static List<Sent> history(Random random) {
        var events = new ArrayList<Sent>();
        int span = random.nextBoolean() ? 5 : 900;
        for (int i = 0; i < 4 + random.nextInt(30); i++) {
            Activity event = Histories.withProperties("e" + i, "pro", span, random);
            events.add(new Sent(i == 0 ? "email" : IDS.get(random.nextInt(3)), event));
        }
        return events;
    }

    private static LeadLink link(String from, String into) {
        return new LeadLink(from, into, "link", START, START);
    }

    @Test
    void shouldKeepTheNewestCountOfALeadThatIsGone() {
        LeadState lead = LeadStates.unknown();
        assertThat(Shares.take(lead, share("b", 2, 5), 2)).isTrue();
        assertThat(Shares.take(lead, share("a", 1, 1), 2)).isTrue();
        assertThat(Shares.take(lead, share("b", 1, 3), 2)).as("older").isFalse();
        assertThat(Shares.take(lead, share("c", 1, 3), 2))
                .as("beyond the bound")
                .isFalse();
        assertThat(lead.getShares()).extracting(MeasureShare::getLeadId).containsExactly("a", "b");
        ActivityCounter all = Objects.requireNonNull(Shares.counter(lead, "viewed{x exists}", 4));
        assertThat(all.getTotal()).isEqualTo(6);
        assertThat(all.getCut()).as("of one day").isEqualTo(2);
        assertThat(Shares.counter(lead, "viewed", 4)).isNull();
    }

    @Test
    void shouldHandOverThatNothingIsCountedAnyMoreWhenNoRuleAsks() {
        var stub = LeadStates.unknown();
        stub.setMergedInto("email");
        stub.setProfileVersion(1);
        assertThat(MERGING.settle("phone", stub, COUNTED, START)).isNull();
        var viewed = activity("e1", "viewed", START);
        viewed.setProperties(Map.of("plan", "\"pro\""));
        Departure counted = MERGING.follow("phone", stub, viewed, false, COUNTED);
        assertThat(Objects.requireNonNull(counted.part()).getShare()).isNotNull();
        assertThat(MERGING.settle("phone", stub, COUNTED, START)).isNull();
        Departure dropped =
                Objects.requireNonNull(MERGING.settle("phone", stub, Measures.of(3, Map.of(), List.of()), START));
        assertThat(Objects.requireNonNull(dropped.part()).getContent()).satisfies(content -> {
            assertThat(((MeasureShare) content).getCounters()).isEmpty();
            assertThat(((MeasureShare) content).getRevision()).isEqualTo(2);
        });
    }

    private static MeasureShare share(String leadId, int revision, int hits) {
        var counters = new ArrayList<ActivityCounter>();
        ActivityCounter counter = Counters.insert(counters, "viewed{x exists}");
        for (int i = 0; i < hits; i++) {
            Counters.add(counter, 100, 0, Integer.MAX_VALUE);
        }
        return new MeasureShare(leadId, revision, counters);
    }
}
