// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Records between a consumer and the threads that deliver them. Each lead has a lane, in which only the first is on its
 * way or waits for its next attempt; lanes don't wait for one another. A partition's progress ends before its first record
 * that is not settled, so that nothing is passed over whenever the process ends. Thread-safe.
 */
final class Lanes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LongSupplier nanos;

    private final Map<String, Deque<Delivery>> lanes = new HashMap<>();
    private final PriorityQueue<Delivery> due = new PriorityQueue<>(Lanes::inTurn);
    private final Map<TopicPartition, Deque<Delivery>> unsettled = new HashMap<>();
    private final Map<TopicPartition, Long> progress = new HashMap<>();
    private final Set<Delivery> inFlight = new HashSet<>();

    private long turns;
    private int waiting;
    private boolean closed;

    Lanes(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Puts a record at the end of its lane. */
    void add(ConsumerRecord<byte[], byte[]> source) {
        Delivery delivery = new Delivery(source);
        lock.lock();
        try {
            unsettled
                    .computeIfAbsent(delivery.partition, partition -> new ArrayDeque<>())
                    .add(delivery);
            Deque<Delivery> lane = lanes.computeIfAbsent(delivery.lane, lead -> new ArrayDeque<>());
            lane.add(delivery);
            waiting++;
            if (lane.size() == 1) {
                offer(delivery, nanos.getAsLong());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Records that are neither settled nor withdrawn. */
    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for something to deliver; null once closed. It must be settled or put back. */
    @Nullable
    Delivery take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Delivery first = due.peek();
                long wait = first == null ? Long.MAX_VALUE : first.dueNanos - nanos.getAsLong();
                if (first != null && wait <= 0) {
                    due.remove();
                    first.inFlight = true;
                    inFlight.add(first);
                    return first;
                }
                if (first == null) {
                    changed.await();
                } else {
                    changed.awaitNanos(wait);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** It is delivered, or needs not be, or was given up: its partition may go on. */
    void settle(Delivery delivery) {
        lock.lock();
        try {
            land(delivery);
            delivery.settled = true;
            if (!delivery.withdrawn) {
                waiting--;
            }
            leaveLane(delivery);
            advance(delivery.partition);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** It is to be taken again after a time, before anything else of its lane. */
    void putBack(Delivery delivery, long afterNanos) {
        lock.lock();
        try {
            land(delivery);
            if (delivery.withdrawn) {
                leaveLane(delivery);
            } else {
                offer(delivery, nanos.getAsLong() + afterNanos);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what is not on its way: somebody else has these partitions from now on. */
    void withdraw(Collection<TopicPartition> partitions) {
        lock.lock();
        try {
            for (TopicPartition partition : partitions) {
                for (Delivery delivery : unsettled.getOrDefault(partition, new ArrayDeque<>())) {
                    if (!delivery.settled && !delivery.withdrawn) {
                        delivery.withdrawn = true;
                        waiting--;
                        if (!delivery.inFlight) {
                            due.remove(delivery);
                            leaveLane(delivery);
                        }
                    }
                }
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing of these partitions is on its way; false when the time was over before, or lanes are closed. */
    boolean awaitLanded(Collection<TopicPartition> partitions, long patienceNanos) throws InterruptedException {
        long left = patienceNanos;
        lock.lockInterruptibly();
        try {
            while (inFlight.stream().anyMatch(delivery -> partitions.contains(delivery.partition))) {
                if (left <= 0 || closed) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** The offset from which each partition would go on, where anything was settled yet. */
    Map<TopicPartition, Long> progress() {
        lock.lock();
        try {
            return new HashMap<>(progress);
        } finally {
            lock.unlock();
        }
    }

    /** Ends what was known of partitions, after {@link #withdraw}. */
    void forget(Collection<TopicPartition> partitions) {
        lock.lock();
        try {
            partitions.forEach(unsettled::remove);
            partitions.forEach(progress::remove);
        } finally {
            lock.unlock();
        }
    }

    /** Gives out nothing any more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void offer(Delivery delivery, long atNanos) {
        delivery.dueNanos = atNanos;
        delivery.turn = turns++;
        due.add(delivery);
        changed.signal();
    }

    private void land(Delivery delivery) {
        delivery.inFlight = false;
        inFlight.remove(delivery);
    }

    private void leaveLane(Delivery delivery) {
        Deque<Delivery> lane = lanes.get(delivery.lane);
        if (lane == null) {
            return;
        }
        boolean first = lane.peek() == delivery;
        lane.remove(delivery);
        if (lane.isEmpty()) {
            lanes.remove(delivery.lane);
        } else if (first) {
            offer(lane.element(), nanos.getAsLong());
        }
    }

    private void advance(TopicPartition partition) {
        Deque<Delivery> records = unsettled.get(partition);
        while (records != null && !records.isEmpty() && records.element().settled) {
            progress.put(partition, records.remove().source.offset() + 1);
        }
    }

    private static int inTurn(Delivery one, Delivery other) {
        int byTime = Long.signum(one.dueNanos - other.dueNanos);
        return byTime != 0 ? byTime : Long.compare(one.turn, other.turn);
    }
}
