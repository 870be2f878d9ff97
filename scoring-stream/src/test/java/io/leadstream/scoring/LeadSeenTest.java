// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.serde.StateSerde;
import io.leadstream.schemas.state.scoring.LeadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The memory of leads over a real store, beside a map that forgets nothing. */
class LeadSeenTest {

    private static final String ANN = "ann@example.org";
    private static final Duration WINDOW = Duration.ofDays(30);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private ScoringHarness scoring;
    private KeyValueStore<Bytes, byte[]> pages;

    @BeforeEach
    void start() {
        scoring = new ScoringHarness();
        scoring.send(capture("template", ANN).build());
        pages = scoring.harness.store(StoreNames.SEEN_EVENT);
    }

    @AfterEach
    void stop() {
        scoring.close();
    }

    /** What one lead would tell if everything were kept: every arrival that counted, by event id. */
    private static final class Oracle {

        private final Map<String, List<Long>> counted = new HashMap<>();

        boolean counts(String eventId, long receivedAt, long window) {
            List<Long> arrivals = counted.computeIfAbsent(eventId, unknown -> new ArrayList<>());
            if (arrivals.stream().anyMatch(at -> Math.abs(receivedAt - at) <= window)) {
                return false;
            }
            arrivals.add(receivedAt);
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 40, 30", "2, 400, 30", "3, 3000, 30", "4, 3000, 1", "5, 9000, 30"})
    void shouldTellWhatAMapWouldTell(int seed, int ids, int windowDays) {
        var random = new Random(seed);
        var window = Duration.ofDays(windowDays);
        var oracles = new Oracle[] {new Oracle(), new Oracle()};
        var leads = new LeadState[] {lead(), lead()};
        var seen = new LeadSeen(pages, window);
        int repeats = 0;
        for (int i = 0; i < 3 * ids; i++) {
            int lead = random.nextInt(2);
            String eventId = "event-" + random.nextInt(ids);
            // Three windows go by; arrivals are out of order by up to one, and sometimes exactly one apart.
            long receivedAt = NOW.toEpochMilli()
                    + window.toMillis() * i / ids
                    - (random.nextInt(4) == 0 ? window.toMillis() : random.nextInt(100_000));
            boolean counts = oracles[lead].counts(eventId, receivedAt, window.toMillis());
            assertThat(take(seen, "lead-" + lead, leads[lead], eventId, receivedAt))
                    .as("seed %d, arrival %d of %s", seed, i, eventId)
                    .isEqualTo(counts);
            repeats += counts ? 0 : 1;
            if (random.nextInt(50) == 0) {
                seen = new LeadSeen(pages, window); // as after a restart: only state and store are left
                leads[lead] = stored(leads[lead]);
            }
        }
        assertThat(repeats).isGreaterThan(ids / 10);
        assertThat(leads).allSatisfy(lead -> assertThat(lead.getSeen().stream()
                        .mapToInt(generation -> new PackedIds(generation.getRecent()).size())
                        .sum())
                .isLessThanOrEqualTo(LeadSeen.RECENT));
    }

    @Test
    void shouldKeepEverythingInTheRecordOfALeadThatDoesLittle() {
        var seen = new LeadSeen(pages, WINDOW);
        LeadState lead = lead();
        for (int i = 0; i < LeadSeen.RECENT; i++) {
            take(seen, "lead", lead, "event-" + i, NOW.toEpochMilli());
        }
        assertThat(scoring.rows(StoreNames.SEEN_EVENT)).isZero();
        take(seen, "lead", lead, "one-more", NOW.toEpochMilli());
        assertThat(scoring.rows(StoreNames.SEEN_EVENT)).isEqualTo(1);
    }

    @Test
    void shouldReadOnePageHoweverManyIdsThereAre() {
        var seen = new LeadSeen(pages, WINDOW);
        LeadState lead = lead();
        int ids = 20_000;
        for (int i = 0; i < ids; i++) {
            assertThat(take(seen, "lead", lead, "event-" + i, NOW.toEpochMilli() + i))
                    .isTrue();
        }
        var sizes = new ArrayList<Integer>();
        try (var all = pages.all()) {
            all.forEachRemaining(page -> sizes.add(PackedIds.of(page.value).size()));
        }
        assertThat(sizes.stream().mapToInt(size -> size).sum()).isBetween(ids - LeadSeen.RECENT, ids);
        assertThat(sizes).hasSize(SeenPages.count(ids - LeadSeen.RECENT)).allMatch(size -> size < 4 * SeenPages.MEAN);
        assertThat(IntStream.range(0, ids))
                .allMatch(i ->
                        seen.contains("lead", lead.getSeen(), seen.hash("event-" + i), NOW.toEpochMilli() + 29 * DAY));
    }

    @Test
    void shouldNotTakeForSeenWhatWasPlannedAndNeverWritten() {
        var seen = new LeadSeen(pages, WINDOW);
        LeadState lead = lead();
        for (int i = 0; i < 500; i++) {
            LeadState before = stored(lead);
            seen.remember("lead", before.getSeen(), seen.hash("refused-" + i), NOW.toEpochMilli());
            take(seen, "lead", lead, "event-" + i, NOW.toEpochMilli());
        }
        assertThat(IntStream.range(0, 500)).allSatisfy(i -> {
            assertThat(seen.contains("lead", lead.getSeen(), seen.hash("refused-" + i), NOW.toEpochMilli()))
                    .isFalse();
            assertThat(seen.contains("lead", lead.getSeen(), seen.hash("event-" + i), NOW.toEpochMilli()))
                    .isTrue();
        });
    }

    @Test
    void shouldMakeRoomByForgettingBeforeItWritesPages() {
        var seen = new LeadSeen(pages, WINDOW);
        LeadState lead = lead();
        long later = NOW.plus(Duration.ofDays(75)).toEpochMilli();
        for (int i = 0; i < LeadSeen.RECENT; i++) {
            take(seen, "lead", lead, "event-" + i, NOW.toEpochMilli());
        }
        seen.remember("other", lead().getSeen(), 1, later);
        seen.expire(later, 100);
        lead = stored(lead);
        take(seen, "lead", lead, "new", later);
        assertThat(lead.getSeen()).hasSize(1);
        assertThat(scoring.rows(StoreNames.SEEN_EVENT)).isZero();
    }

    @Test
    void shouldBoundAPageThatSomebodyFillsOnPurpose() {
        var seen = new LeadSeen(pages, WINDOW);
        LeadState lead = lead();
        long samePage = 1L << 32;
        for (int i = 0; i < 2 * SeenPages.MOST; i++) {
            seen.remember("lead", lead.getSeen(), i * samePage, NOW.toEpochMilli());
            seen.writePages();
        }
        try (var all = pages.all()) {
            assertThat(all)
                    .toIterable()
                    .allMatch(page -> PackedIds.of(page.value).size() <= SeenPages.MOST);
        }
        assertThat(seen.contains("lead", lead.getSeen(), (2 * SeenPages.MOST - 1) * samePage, NOW.toEpochMilli()))
                .isTrue();
    }

    private boolean take(LeadSeen seen, String leadId, LeadState lead, String eventId, long receivedAt) {
        long hash = seen.hash(eventId);
        if (seen.contains(leadId, lead.getSeen(), hash, receivedAt)) {
            return false;
        }
        seen.remember(leadId, lead.getSeen(), hash, receivedAt);
        seen.writePages();
        return true;
    }

    private LeadState lead() {
        LeadState lead = scoring.state(leadId(ANN));
        lead.setSeen(new ArrayList<>());
        return lead;
    }

    /** The lead as it comes out of its store. */
    private LeadState stored(LeadState lead) {
        StateSerde<LeadState> serde = scoring.harness.serdes().internal(LeadState.class);
        return serde.decode(serde.encode(lead), null);
    }
}
