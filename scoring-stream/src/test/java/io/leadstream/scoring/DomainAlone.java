// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;

import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.Measures;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One lead that all events come to, each once, by the domain's model alone. */
final class DomainAlone {

    private final LeadScoring model;
    private final String leadId;
    private final Instant end;

    DomainAlone(TopicSerdes serdes, String leadId, Instant end) {
        this.model = new LeadScoring(new StoredPersons(serdes.internal(Person.class)));
        this.leadId = leadId;
        this.end = end;
    }

    LeadState play(List<SpecificRecord> given, @Nullable ScoringModel first, ScoringModel last, Random random) {
        List<SpecificRecord> events = new ArrayList<>(given);
        Collections.shuffle(events, random);
        LeadState state = null;
        Instant now = NOW;
        for (SpecificRecord event : events) {
            boolean handedOver = event instanceof Activity activity && activity.getAnonymousId() != null;
            state = model.take(leadId, state, copy(event), handedOver, first, measures(first))
                    .state();
            now = now.plus(Duration.ofHours(random.nextInt(20)));
            state = pass(state, now.isAfter(end) ? end : now, first);
        }
        if (state == null) {
            throw new IllegalStateException("no events");
        }
        return pass(model.rescore(leadId, state, last, end).state(), end, last);
    }

    private LeadState pass(LeadState before, Instant now, @Nullable ScoringModel rules) {
        LeadState state = before;
        int today = (int) LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay();
        while (state.getDueDay() <= today) {
            ScoringOutcome outcome = model.timer(leadId, state, state.getDueDay(), now, rules, measures(rules));
            if (outcome == null) {
                throw new IllegalStateException("the lead's own timer");
            }
            state = outcome.state();
        }
        return state;
    }

    private static Measures measures(@Nullable ScoringModel model) {
        return model == null ? Measures.NONE : model.measures();
    }

    /** The product may change what it is given. */
    static <T extends SpecificRecord> T copy(T event) {
        return SpecificData.get().deepCopy(event.getSchema(), event);
    }

    /**
     * All but what hangs on the order: sequences, timers, which event ids are where, when it qualified, and, unless points
     * are only won, whether it ever did. Nor which leads it was made of.
     */
    static String lasting(LeadState state, boolean onlyWon) {
        LeadState copy = copy(state);
        copy.setSeen(List.of());
        copy.setScoreSequence(0);
        copy.setProfileVersion(0);
        copy.setDueDay(0);
        copy.setQualifiedAt(null);
        copy.setMergedFrom(List.of());
        if (!onlyWon) {
            copy.setQualified(false);
            copy.setSalesReady(false);
        }
        return SpecificData.get().toString(copy);
    }
}
