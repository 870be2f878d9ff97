// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.routing.Pool;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.assignment.LeadAssignment;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.state.assignment.OwnerRelease;
import io.leadstream.schemas.state.assignment.OwnerRequest;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Has the pool decide over the stores of its teams, and publishes the decisions. */
final class PoolProcessor implements Processor<String, SpecificRecord, String, LeadAssignment> {

    private final AssignmentConfig config;
    private final CommitPace pace;

    private ProcessorContext<String, LeadAssignment> context;
    private StoredPoolBook book;
    private final TimerClock clock = new TimerClock();
    private InForce<Roster, TeamRoster> roster;
    private Pool pool;

    PoolProcessor(AssignmentConfig config, CommitPace pace) {
        this.config = config;
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, LeadAssignment> newContext) {
        context = newContext;
        book = new StoredPoolBook(context);
        roster = new InForce<>(context.getStateStore(StoreNames.POOL_ROSTER), Roster::getVersion, TeamRoster::of);
        pool = new Pool(book, roster.ready());
        context.schedule(config.tick(), PunctuationType.WALL_CLOCK_TIME, this::tick);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        clock.read(record.timestamp());
        if (value instanceof Roster published) {
            adopt(published);
        } else if (value instanceof StaffChange change) {
            if (change.getAccepted()) {
                pool.learn(change);
            }
        } else if (value instanceof PoolOrder order) {
            publish(decide(order.getOrder()), record.timestamp());
        }
    }

    private List<LeadAssignment> decide(Object order) {
        return order instanceof OwnerRelease release ? pool.release(release) : pool.request((OwnerRequest) order);
    }

    /** A new roster may have somebody for those who wait: the next tick serves every team that has a queue. */
    private void adopt(Roster published) {
        if (roster.adopt(published)) {
            pool = new Pool(book, roster.ready());
            pool.learnRoster(published.getPublishedAt());
        }
    }

    private void tick(long wallClock) {
        long now = clock.now(wallClock);
        // Before anything is read nobody can say what is due: the roster, an absence or a release may be on its way.
        if (now != TimerClock.NOTHING_DUE) {
            serveDue(now);
        }
    }

    private void serveDue(long now) {
        Instant instant = Instant.ofEpochMilli(now);
        @Nullable String swept = book.sweptTeam();
        if (swept != null) {
            publish(pool.sweep(swept, instant, config.leadsPerTick()), now);
        }
        int given = 0;
        @Nullable String teamId = book.firstDue(instant);
        while (teamId != null && given < config.leadsPerTick()) {
            List<LeadAssignment> decisions = pool.wake(teamId, instant);
            publish(decisions, now);
            given += Math.max(1, decisions.size());
            teamId = book.firstDue(instant);
        }
    }

    private void publish(List<LeadAssignment> decisions, long timestamp) {
        for (LeadAssignment decision : decisions) {
            context.forward(new Record<>(decision.getLeadId(), decision, timestamp));
        }
        if (!decisions.isEmpty()) {
            pace.urgent(context, timestamp);
        }
    }
}
