// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import io.leadstream.runtime.config.Settings;
import io.leadstream.schemas.serde.TopicSerdes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes rule sets and rosters: what is wrong never becomes a version, equal content never becomes a second one, and
 * of two who publish at once the one sees what the other has published. Methods may be called from any thread; brokers
 * that don't answer make them throw a {@link KafkaException} after 15 seconds, or 30 when they fall silent in a commit.
 */
public final class RulePublisher {

    private static final Logger log = LoggerFactory.getLogger(RulePublisher.class);
    private static final String AT_START = "capture-ingest";
    private static final int ATTEMPTS = 30;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Settings settings;
    private final TopicSerdes serdes;

    public RulePublisher(Settings settings, TopicSerdes serdes) {
        this.settings = settings;
        this.serdes = serdes;
    }

    /**
     * Publishes what is due at start: a configured file when its content differs from the newest version, the shipped
     * default only when nothing was ever published; nothing when any of it is wrong.
     *
     * @throws IllegalArgumentException naming every mistake
     */
    public void publishWhatIsDue() {
        Publishing done = publish(
                List.of(due(Publication.SCORING_RULES), due(Publication.ASSIGNMENT_RULES), due(Publication.ROSTER)),
                AT_START);
        if (done.refused()) {
            throw new IllegalArgumentException(done.checks().stream()
                    .filter(checked -> !checked.mistakes().isEmpty())
                    .map(RulePublisher::listed)
                    .collect(Collectors.joining("\n")));
        }
    }

    /** Publishes all orders at once, or nothing when any of it is wrong. */
    public Publishing publish(List<? extends Order<?>> orders, String by) {
        return decide(orders, by, false);
    }

    /** What publishing would answer now; nothing is written and nobody is disturbed. */
    public Publishing rehearse(List<? extends Order<?>> orders) {
        return decide(orders, "", true);
    }

    /** The newest version, or null when nothing was published yet. */
    public <V extends SpecificRecord> @Nullable V newest(Publication<V> publication) {
        try (VersionLog versions = VersionLog.open(settings, serdes)) {
            return versions.newest(publication);
        }
    }

    /** How far the newest scoring rules have come. */
    public RuleStatus status() {
        return RuleStatus.read(settings, serdes);
    }

    /** The newest assignment rules and roster, and by which decisions go. */
    public RoutingStatus routingStatus() {
        return RoutingStatus.read(settings, serdes);
    }

    private synchronized Publishing decide(List<? extends Order<?>> orders, String by, boolean rehearsal) {
        List<Planned<?>> planned = new ArrayList<>();
        orders.forEach(order -> planned.add(Planned.of(order)));
        List<Checked<?>> checks = new ArrayList<>();
        planned.forEach(each -> checks.add(each.checked()));
        Publishing refusal = new Publishing(List.of(), checks);
        if (refusal.refused()) {
            return refusal;
        }
        // Most often there is nothing to do: then nobody is shut out for it.
        try (VersionLog versions = VersionLog.open(settings, serdes)) {
            Plan plan = Plan.of(planned, versions);
            if (rehearsal || !plan.hasFresh() || plan.disagrees()) {
                return plan.told(checks);
            }
        }
        Plan unclear = null;
        for (int attempt = 1; ; attempt++) {
            try (VersionWriter writer = VersionWriter.open(settings, serdes);
                    VersionLog versions = VersionLog.open(settings, serdes)) {
                if (unclear != null && unclear.isIn(versions)) {
                    return done(unclear, checks);
                }
                Plan plan = Plan.of(planned, versions);
                if (!plan.hasFresh() || plan.disagrees()) {
                    return plan.told(checks);
                }
                writer.begin();
                plan.write(writer, by, Instant.now());
                unclear = plan;
                writer.commit();
                return done(plan, checks);
            } catch (KafkaException e) {
                if (!VersionWriter.mayTryAgain(e) || attempt == ATTEMPTS) {
                    throw e;
                }
                log.info("somebody else publishes at the same time, or a commit was not confirmed; trying again");
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
    }

    private static Publishing done(Plan plan, List<Checked<?>> checks) {
        plan.log();
        return plan.told(checks);
    }

    private <V extends SpecificRecord> Order<V> due(Publication<V> publication) {
        Optional<String> file = settings.optional(publication.fileKey());
        return file.isPresent()
                ? Order.of(publication, RuleSource.ofFile(Path.of(file.get()), Map.of()))
                : new Order<>(publication, RuleSource.ofResource(publication.resource()), true);
    }

    private static String listed(Checked<?> checked) {
        return checked.source()
                + checked.mistakes().stream().map(finding -> "\n  " + finding).collect(Collectors.joining());
    }
}
