// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

    private static final TopicPartition OFFERS = new TopicPartition("lead-assignments", 0);
    private static final TopicPartition ALERTS = new TopicPartition("assignment-alerts", 0);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong();
    private final Lanes lanes = new Lanes(now::get);

    @Test
    void shouldHoldBackTheRestOfALeadWhenItsFirstIsOnItsWay() throws InterruptedException {
        add(OFFERS, 0, "ann");
        add(OFFERS, 1, "ann");
        add(OFFERS, 2, "bob");
        Delivery first = take();

        assertThat(place(first)).isEqualTo("lead-assignments-0@0");
        assertThat(place(take())).as("another lead goes on").isEqualTo("lead-assignments-0@2");
        lanes.settle(first);
        assertThat(place(take())).isEqualTo("lead-assignments-0@1");
    }

    @Test
    void shouldNotPassOverWhatIsNotSettled() throws InterruptedException {
        add(OFFERS, 10, "ann");
        add(OFFERS, 11, "bob");
        add(OFFERS, 14, "cid");
        Delivery ann = take();
        Delivery bob = take();
        Delivery cid = take();

        lanes.settle(bob);
        assertThat(lanes.progress()).isEmpty();
        lanes.settle(ann);
        assertThat(lanes.progress()).containsEntry(OFFERS, 12L);
        lanes.settle(cid);
        assertThat(lanes.progress()).containsEntry(OFFERS, 15L);
        assertThat(lanes.waiting()).isZero();
    }

    @Test
    void shouldComeAgainInItsTimeAndBeforeTheRestOfItsLane() throws InterruptedException {
        add(OFFERS, 0, "ann");
        add(OFFERS, 1, "ann");
        lanes.putBack(take(), 5 * SECOND);
        add(OFFERS, 2, "bob");

        Delivery bob = take();
        assertThat(bob.lane).isEqualTo("bob");
        lanes.settle(bob);
        assertThat(lanes.progress()).isEmpty();
        now.addAndGet(5 * SECOND);
        assertThat(place(take())).isEqualTo("lead-assignments-0@0");
    }

    @Test
    void shouldTakeBackWhatSomebodyElseHasNow() throws InterruptedException {
        add(OFFERS, 0, "ann");
        add(OFFERS, 1, "ann");
        add(OFFERS, 2, "bob");
        add(ALERTS, 7, "ann");
        Delivery onItsWay = take();

        lanes.withdraw(Set.of(OFFERS));
        assertThat(lanes.awaitLanded(Set.of(OFFERS), 0)).isFalse();
        assertThat(lanes.awaitLanded(Set.of(ALERTS), 0)).isTrue();
        lanes.settle(onItsWay);

        assertThat(lanes.awaitLanded(Set.of(OFFERS), 0)).isTrue();
        assertThat(lanes.progress()).as("what landed counts").containsOnly(Map.entry(OFFERS, 1L));
        lanes.forget(Set.of(OFFERS));
        assertThat(lanes.progress()).isEmpty();
        assertThat(place(take())).as("the lead's lane goes on").isEqualTo("assignment-alerts-0@7");
        assertThat(lanes.waiting()).isEqualTo(1);
    }

    @Test
    void shouldForgetAWithdrawnRecordThatFails() throws InterruptedException {
        add(OFFERS, 0, "ann");
        Delivery failing = take();
        lanes.withdraw(Set.of(OFFERS));
        lanes.putBack(failing, 0);
        add(ALERTS, 1, "ann");

        assertThat(place(take())).isEqualTo("assignment-alerts-0@1");
    }

    @Test
    void shouldGiveOutNothingWhenClosed() throws InterruptedException {
        add(OFFERS, 0, "ann");
        lanes.close();

        assertThat(lanes.take()).isNull();
    }

    @Test
    void shouldNotWaitForWhatIsOnItsWayWhenClosed() throws InterruptedException {
        add(OFFERS, 0, "ann");
        take();
        lanes.close();

        assertThat(lanes.awaitLanded(Set.of(OFFERS), Duration.ofHours(1).toNanos()))
                .isFalse();
    }

    /** Whatever fails and comes again in any order: each lead's records are settled in order, and none is passed over. */
    @Test
    void shouldKeepOrderWithinEachLeadWhateverFails() throws InterruptedException {
        Random random = new Random(11);
        int records = 400;
        for (int offset = 0; offset < records; offset++) {
            add(offset % 3 == 0 ? ALERTS : OFFERS, offset, "lead-" + random.nextInt(20));
        }
        Map<String, List<Long>> settled = new HashMap<>();
        Set<Long> done = new HashSet<>();
        List<Delivery> onTheirWay = new ArrayList<>();
        while (done.size() < records) {
            now.addAndGet(2 * SECOND);
            int room = Math.min(1 + random.nextInt(8), 20 - onTheirWay.size());
            for (int i = 0; i < room && done.size() + onTheirWay.size() < records && lanesAreFree(onTheirWay); i++) {
                onTheirWay.add(take());
            }
            Delivery landed = onTheirWay.remove(random.nextInt(onTheirWay.size()));
            if (random.nextInt(3) == 0) {
                lanes.putBack(landed, random.nextInt(2) * SECOND);
            } else {
                lanes.settle(landed);
                done.add(landed.source.offset());
                settled.computeIfAbsent(landed.lane, lane -> new ArrayList<>()).add(landed.source.offset());
            }
            lanes.progress().forEach((partition, next) -> {
                for (long offset = 0; offset < next; offset++) {
                    boolean ours = (offset % 3 == 0) == partition.equals(ALERTS);
                    assertThat(!ours || done.contains(offset)).isTrue();
                }
            });
        }
        assertThat(settled.values()).allSatisfy(offsets -> assertThat(offsets).isSorted());
        assertThat(lanes.waiting()).isZero();
    }

    /** Taking waits for ever when every lead that is left has something on its way. */
    private boolean lanesAreFree(List<Delivery> onTheirWay) {
        boolean others = lanes.waiting() - onTheirWay.size() > 200;
        return onTheirWay.isEmpty() || (onTheirWay.size() < 3 && others);
    }

    private void add(TopicPartition partition, long offset, String lead) {
        lanes.add(new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset, lead.getBytes(StandardCharsets.UTF_8), new byte[0]));
    }

    private Delivery take() throws InterruptedException {
        return Objects.requireNonNull(lanes.take(), "closed");
    }

    private static String place(Delivery delivery) {
        return delivery.partition + "@" + delivery.source.offset();
    }
}
