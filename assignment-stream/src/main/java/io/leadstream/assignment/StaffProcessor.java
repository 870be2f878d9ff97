// SPDX-License-Identifier: Apache-2.0
package io.leadstream.assignment;

import io.leadstream.domain.routing.StaffDesk;
import io.leadstream.domain.routing.TeamRoster;
import io.leadstream.schemas.assignment.StaffChange;
import io.leadstream.schemas.capture.StaffCommand;
import io.leadstream.schemas.rules.Roster;
import io.leadstream.schemas.state.assignment.StaffState;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Has commands about representatives decided, and publishes what became of each. */
final class StaffProcessor implements Processor<String, SpecificRecord, String, StaffChange> {

    private ProcessorContext<String, StaffChange> context;
    private KeyValueStore<String, StaffState> staff;
    private InForce<Roster, TeamRoster> roster;

    @Override
    public void init(ProcessorContext<String, StaffChange> newContext) {
        context = newContext;
        staff = context.getStateStore(StoreNames.STAFF);
        roster = new InForce<>(context.getStateStore(StoreNames.STAFF_ROSTER), Roster::getVersion, TeamRoster::of);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        SpecificRecord value = record.value();
        if (value instanceof Roster published) {
            roster.adopt(published);
        } else if (value instanceof StaffCommand command) {
            StaffState before = staff.get(record.key());
            Optional<StaffChange> change = StaffDesk.decide(before, command, roster.ready());
            if (change.isPresent()) {
                context.forward(record.withValue(change.get()));
                staff.put(record.key(), StaffDesk.after(before, change.get()));
            }
        }
    }
}
