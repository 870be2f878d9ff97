// SPDX-License-Identifier: Apache-2.0
package io.leadstream.notifier.deliver;

import io.leadstream.schemas.notification.UndeliveredReason;
import io.leadstream.schemas.serde.RegistryException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one delivery after the other from the lanes and does with it what its outcome asks for. */
final class Carrier implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Carrier.class);

    /** Pause before something of our own is tried again: the registry, the dead-letter topic. */
    private static final Duration OWN_PAUSE = Duration.ofSeconds(2);

    private final Lanes lanes;
    private final Reader reader;
    private final Receiver receiver;
    private final DeadLetters deadLetters;
    private final CourierMeters meters;
    private final RetryPlan plan;
    private final Duration maxAge;
    private final Clock clock;

    Carrier(
            Lanes lanes,
            Reader reader,
            Receiver receiver,
            DeadLetters deadLetters,
            CourierMeters meters,
            RetryPlan plan,
            Duration maxAge,
            Clock clock) {
        this.lanes = lanes;
        this.reader = reader;
        this.receiver = receiver;
        this.deadLetters = deadLetters;
        this.meters = meters;
        this.plan = plan;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** Works until the lanes are closed or it is interrupted. */
    @Override
    public void run() {
        try {
            Delivery delivery = lanes.take();
            while (delivery != null) {
                carry(delivery);
                delivery = lanes.take();
            }
        } catch (InterruptedException e) {
            log.debug("told to stop");
        }
    }

    private void carry(Delivery delivery) throws InterruptedException {
        try {
            attend(delivery);
        } catch (InterruptedException e) {
            // Not on its way any more: nobody needs to wait for it, and whoever has its partition next tells it.
            lanes.putBack(delivery, 0);
            throw e;
        }
    }

    private void attend(Delivery delivery) throws InterruptedException {
        if (delivery.letter != null) {
            bury(delivery);
            return;
        }
        Notification notification = null;
        Outcome outcome;
        try {
            notification = reader.read(delivery.source);
            outcome = notification == null ? Outcome.skipped("a tombstone") : attempt(delivery, notification);
        } catch (Reader.UnreadableException e) {
            // The message may quote the record.
            log.warn("a record of {} at offset {} can't be read", delivery.partition, delivery.source.offset());
            log.debug("it can't be read", e);
            outcome = new Outcome.Refused(UndeliveredReason.UNREADABLE, null, "the record can't be read");
        } catch (RegistryException e) {
            outcome = new Outcome.Unready(String.valueOf(e.getMessage()));
        }
        follow(delivery, notification, outcome);
    }

    private Outcome attempt(Delivery delivery, Notification notification) throws InterruptedException {
        if (!receiver.kinds().contains(notification.kind())) {
            return Outcome.skipped("not wanted");
        }
        if (delivery.attempts == 0
                && Duration.between(notification.at(), clock.instant()).compareTo(maxAge) > 0) {
            return new Outcome.Overtaken(
                    UndeliveredReason.TOO_OLD, "older than " + maxAge.toMillis() + " ms when its turn came");
        }
        long began = System.nanoTime();
        try {
            return receiver.deliver(notification);
        } catch (RuntimeException e) {
            log.error("an attempt for {} failed in a way nobody thought of", receiver.host(), e);
            return Outcome.postponed(e.getClass().getSimpleName());
        } finally {
            meters.attempted(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private void follow(Delivery delivery, @Nullable Notification notification, Outcome outcome)
            throws InterruptedException {
        if (outcome instanceof Outcome.Delivered) {
            meters.delivered();
            log.debug("told {}: {}", receiver.host(), notification);
            lanes.settle(delivery);
        } else if (outcome instanceof Outcome.Skipped skipped) {
            meters.skipped();
            log.debug("not told, {}: {}", skipped.why(), notification);
            lanes.settle(delivery);
        } else if (outcome instanceof Outcome.Unready unready) {
            log.warn("waiting before the next notification: {}", unready.detail());
            lanes.putBack(delivery, OWN_PAUSE.toNanos());
        } else if (outcome instanceof Outcome.Postponed postponed) {
            postpone(delivery, notification, postponed);
        } else if (outcome instanceof Outcome.Overtaken overtaken) {
            giveUp(delivery, notification, DeadLetters.overtaken(overtaken, delivery.last));
        } else if (outcome instanceof Outcome.Refused refused) {
            delivery.attempts++;
            giveUp(delivery, notification, refused);
        }
    }

    private void postpone(Delivery delivery, @Nullable Notification notification, Outcome.Postponed postponed)
            throws InterruptedException {
        delivery.attempts++;
        delivery.last = postponed;
        if (plan.givesUpAfter(delivery.attempts)) {
            giveUp(delivery, notification, DeadLetters.exhausted(postponed));
            return;
        }
        Duration wait = plan.waitAfter(delivery.attempts, postponed.asked(), ThreadLocalRandom.current());
        meters.retried();
        log.info(
                "{} for {}: {}; attempt {} in {} ms",
                notification,
                receiver.host(),
                postponed.detail(),
                delivery.attempts + 1,
                wait.toMillis());
        lanes.putBack(delivery, wait.toNanos());
    }

    private void giveUp(Delivery delivery, @Nullable Notification notification, Outcome.Refused verdict)
            throws InterruptedException {
        delivery.letter = DeadLetters.letter(
                receiver, delivery.source, notification, verdict, delivery.attempts, clock.instant());
        log.warn(
                "gave up telling {} after {} attempts: {}: {}",
                receiver.host(),
                delivery.attempts,
                notification == null ? delivery.partition + "@" + delivery.source.offset() : notification,
                verdict.detail());
        bury(delivery);
    }

    private void bury(Delivery delivery) throws InterruptedException {
        if (delivery.letter != null && deadLetters.write(delivery.source.key(), delivery.letter)) {
            meters.gaveUp(delivery.letter.getReason());
            lanes.settle(delivery);
        } else {
            lanes.putBack(delivery, OWN_PAUSE.toNanos());
        }
    }
}
