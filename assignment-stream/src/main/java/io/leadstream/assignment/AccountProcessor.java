// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.lifecycle.Outcome;
import io.leadstream.domain.routing.Accounts;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.runtime.streams.CommitPace;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.state.assignment.AccountOrder;
import io.leadstream.schemas.state.assignment.PoolOrder;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Has the account of a company decide to which team its leads go, and hands them on to the pool. */
final class AccountProcessor implements Processor<String, SpecificRecord, String, PoolOrder> {

    private final CommitPace pace;

    private ProcessorContext<String, PoolOrder> context;
    private StoredAccountBook book;
    private InForce<Roster, TeamRoster> roster;
    private Accounts accounts;

    AccountProcessor(CommitPace pace) {
        this.pace = pace;
    }

    @Override
    public void init(ProcessorContext<String, PoolOrder> newContext) {
        context = newContext;
        book = new StoredAccountBook(context);
        roster = new InForce<>(context.getStateStore(StoreNames.ACCOUNT_ROSTER), Roster::getVersion, TeamRoster::of);
        accounts = new Accounts(book, roster.ready());
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof Roster published) {
            if (roster.adopt(published)) {
                accounts = new Accounts(book, roster.ready());
            }
        } else if (value instanceof AccountOrder order) {
            Optional<PoolOrder> handedOn = accounts.carryOut(order);
            if (handedOn.isPresent()) {
                context.forward(record.withKey(Outcome.teamOf(handedOn.get())).withValue(handedOn.get()));
                pace.urgent(context, record.timestamp());
            }
        }
    }
}
