// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import io.leadstream.domain.rules.Measure;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.MeasurePlan;
import io.leadstream.domain.scoring.Measures;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.state.scoring.BackfillState;
import io.leadstream.schemas.state.scoring.CountedMeasure;
import io.leadstream.schemas.state.scoring.MeasureBook;
import io.leadstream.schemas.state.scoring.TopicBackfill;
import io.leadstream.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The measures that a task counts, stored: since which version each, and what is still to be counted back before a
 * published version can be in force. The conditions themselves are those of the rules in force and of the pending ones.
 */
final class MeasureLedger {

    private static final String KEY = "book";

    private final KeyValueStore<String, MeasureBook> store;
    private final RulesInForce rules;
    private MeasureBook book;
    private Measures counted = Measures.NONE;
    private Measures missing = Measures.NONE;

    MeasureLedger(KeyValueStore<String, MeasureBook> store, RulesInForce rules) {
        this.store = store;
        this.rules = rules;
        MeasureBook stored = store.get(KEY);
        this.book = stored == null ? new MeasureBook(0, new ArrayList<>(), null) : stored;
        compile();
    }

    /** What is counted of each event as it comes. */
    Measures counted() {
        return counted;
    }

    /** Of these, what is to be counted of recorded events too. */
    Measures missing() {
        return missing;
    }

    /** What is being counted back; null when nothing is. */
    @Nullable
    BackfillState backfill() {
        return book.getBackfill();
    }

    /**
     * Takes up a version that is newer than all before.
     *
     * @param nothingRecorded whether no event can have been missed, since there is no lead yet
     * @return whether the version is in force now; otherwise it is pending
     * @throws IllegalArgumentException when the rules can't be used; then nothing has changed
     */
    boolean take(ScoringRuleSet published, boolean nothingRecorded, long now) {
        Map<String, Measure> needed =
                Measures.ofRules(ScoringModel.compile(published).rules());
        BackfillState running = book.getBackfill();
        Set<String> behind = running == null ? Set.of() : Set.copyOf(running.getMissing());
        int version = published.getVersion();
        MeasurePlan plan = MeasurePlan.of(version, since(), behind, ofModel().keySet(), needed.keySet());
        if (plan.missing().isEmpty() || nothingRecorded) {
            plan.since().keySet().retainAll(needed.keySet());
            keep(version, plan.since(), null);
            rules.adopt(published);
            compile();
            return true;
        }
        BackfillState backfill = running == null || plan.anew() ? begun(version, plan, needed, now) : running;
        backfill.setMissing(List.copyOf(plan.missing()));
        keep(version, plan.since(), backfill);
        rules.hold(published);
        compile();
        return false;
    }

    private static BackfillState begun(int version, MeasurePlan plan, Map<String, Measure> needed, long now) {
        var topics = new ArrayList<TopicBackfill>();
        topics.add(new TopicBackfill(Topics.ACTIVITIES.name(), 0L, -1L));
        topics.add(new TopicBackfill(Topics.IDENTIFIED_ACTIVITIES.name(), 0L, -1L));
        if (needed.entrySet().stream()
                .filter(measure -> plan.missing().contains(measure.getKey()))
                .anyMatch(measure ->
                        LeadScoring.CAPTURED_TYPES.contains(measure.getValue().type()))) {
            topics.add(new TopicBackfill(Topics.CAPTURED_LEADS.name(), 0L, -1L));
        }
        return new BackfillState(version, List.of(), topics, now, 0L, 0L);
    }

    /** The first record of a topic since the measures are counted: what comes before it has to be counted back. */
    void arrived(String topic, long offset) {
        BackfillState backfill = book.getBackfill();
        if (backfill != null) {
            for (TopicBackfill part : backfill.getTopics()) {
                if (part.getTopic().equals(topic) && part.getUntil() < 0) {
                    part.setUntil(offset);
                    save();
                }
            }
        }
    }

    /** Keeps what was changed in {@link #backfill()}. */
    void save() {
        store.put(KEY, book);
    }

    /** Everything was counted back: the pending version comes into force. */
    void complete(ScoringRuleSet pending) {
        Map<String, Integer> since = since();
        since.keySet().retainAll(Measures.ofRules(pending).keySet());
        keep(book.getVersion(), since, null);
        rules.adopt(pending);
        compile();
    }

    private Map<String, Integer> since() {
        var since = new HashMap<String, Integer>();
        book.getMeasures().forEach(measure -> since.put(measure.getName(), measure.getSince()));
        return since;
    }

    private void keep(int version, Map<String, Integer> since, @Nullable BackfillState backfill) {
        var measures = new ArrayList<CountedMeasure>();
        since.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(measure -> measures.add(new CountedMeasure(measure.getKey(), measure.getValue())));
        book = new MeasureBook(version, measures, backfill);
        save();
    }

    private void compile() {
        Map<String, Integer> since = since();
        Map<String, Measure> conditions = new HashMap<>(ofModel());
        ScoringRuleSet pending = rules.pending();
        if (pending != null) {
            conditions.putAll(Measures.ofRules(pending));
        }
        BackfillState backfill = book.getBackfill();
        counted = Measures.of(book.getVersion(), since, named(conditions, since.keySet()));
        missing = backfill == null
                ? Measures.NONE
                : Measures.of(book.getVersion(), since, named(conditions, backfill.getMissing()));
    }

    private Map<String, Measure> ofModel() {
        ScoringModel model = rules.model();
        return model == null ? Map.of() : Measures.ofRules(model.rules());
    }

    private static Collection<Measure> named(Map<String, Measure> conditions, Collection<String> names) {
        var named = new HashMap<>(conditions);
        named.keySet().retainAll(Set.copyOf(names));
        return named.values();
    }
}
