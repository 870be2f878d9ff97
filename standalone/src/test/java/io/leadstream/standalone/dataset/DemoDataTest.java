// SPDX-License-Identifier: Apache-2.0
package io.leadstream.standalone.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.standalone.dataset.DemoEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoDataTest {

    private static final Instant ANCHOR = Instant.parse("2026-03-02T00:00:00Z");

    private final DemoData data = DemoData.make(DemoSize.FULL);

    @Test
    void shouldBeTheSameWhenMadeAgain() {
        DemoData again = DemoData.make(DemoSize.FULL);
        assertThat(again.deliveries()).isEqualTo(data.deliveries());
        assertThat(again.fair().text(ANCHOR)).isEqualTo(data.fair().text(ANCHOR));
        assertThat(again.plans()).isEqualTo(data.plans());
    }

    @Test
    void shouldHoldSoManyActivitiesAndPeopleAsItSays() {
        Set<String> activities = data.deliveries().stream()
                .map(Delivery::event)
                .filter(event -> event.kind() == Kind.ACTIVITY)
                .map(DemoEvent::id)
                .collect(Collectors.toSet());
        assertThat(activities).hasSize(30_000);
        Set<Object> people = new HashSet<>();
        for (Delivery delivery : data.deliveries()) {
            Map<String, Object> body = delivery.event().body();
            if (!delivery.event().kind().bad()) {
                Object email = body.get("email");
                people.add(
                        email == null
                                ? body.get("phone")
                                : email.toString().strip().toLowerCase(Locale.ROOT));
            }
        }
        people.remove(null);
        data.fair()
                .text(ANCHOR)
                .lines()
                .skip(1)
                .limit(data.fair().lines() - data.fair().refused())
                .forEach(line -> people.add(line.split(",", -1)[2]));
        assertThat(people).hasSize(2_000);
    }

    @Test
    void shouldTellEachEventByItsOwnIdWhenSentTwice() {
        Map<String, DemoEvent> byId = new HashMap<>();
        Set<DemoEvent> repeated = new HashSet<>();
        for (Delivery delivery : data.deliveries()) {
            DemoEvent before = byId.putIfAbsent(delivery.event().id(), delivery.event());
            assertThat(delivery.repeat()).isEqualTo(before != null);
            if (before != null) {
                assertThat(before).isSameAs(delivery.event());
                repeated.add(before);
            }
        }
        assertThat(repeated).hasSizeBetween(1_200, 2_200);
        assertThat(data.repeats()).isEqualTo(repeated.size());
    }

    @Test
    void shouldComeLateAndShuffledButNeverBeforeItHappenedNorAfterTheAnchor() {
        List<Delivery> deliveries = data.deliveries();
        int outOfOrder = 0;
        for (int i = 0; i < deliveries.size(); i++) {
            Delivery delivery = deliveries.get(i);
            assertThat(delivery.afterwards()).isNotNegative();
            assertThat(delivery.arrival()).isNotNegative();
            assertThat(delivery.event().beforeAnchor())
                    .isLessThan(Duration.ofDays(30).toMillis());
            if (i > 0
                    && delivery.event().beforeAnchor()
                            > deliveries.get(i - 1).event().beforeAnchor()) {
                outOfOrder++;
            }
        }
        assertThat(outOfOrder).isGreaterThan(1_000);
        assertThat(data.late()).isGreaterThan(500);
    }

    @Test
    void shouldRefuseNothingButMistakes() {
        assertThat(data.mistakes()).isEqualTo(DemoSize.FULL.mistakes());
        assertThat(data.deliveries().stream().filter(d -> d.event().kind() == Kind.BAD_FORM))
                .isNotEmpty();
        assertThat(data.fair().text(ANCHOR).lines().count() - 1)
                .isEqualTo(data.fair().lines());
    }

    @Test
    void shouldNameTheHeroOnceAndPlanTheirConversion() {
        assertThat(data.plans().get(DemoData.HERO))
                .isNotNull()
                .extracting(SalesPlan::ending)
                .isEqualTo(SalesPlan.Ending.CONVERTED);
    }
}
