// SPDX-License-Identifier: Apache-2.0
package io.leadstream.backtest;

import io.leadstream.domain.predictive.Example;
import io.leadstream.domain.predictive.ModelTraining;
import io.leadstream.domain.predictive.Traits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes examples to learn from out of a history, and decides which of them belong to the earlier part. */
public final class TrainingHistory {

    private static final int MOST_LEADS = 200_000;

    private final List<Example> examples;
    private final int earlier;

    private TrainingHistory(List<Example> examples, int earlier) {
        this.examples = examples;
        this.earlier = earlier;
    }

    /**
     * Leads that came before a time are the earlier part, and of these nothing is known that happened from then on; their
     * outcomes are as they are known now.
     */
    public static TrainingHistory until(History history, Instant end) {
        List<Example> examples = read(history, end);
        int earlier = (int)
                examples.stream().filter(example -> example.at().isBefore(end)).count();
        return new TrainingHistory(examples, earlier);
    }

    /** The first leads by time are the earlier part: such a share of all. */
    public static TrainingHistory share(History history, double share) {
        List<Example> examples = read(history, null);
        return new TrainingHistory(examples, (int) Math.floor(examples.size() * share));
    }

    /** Leads in both parts. */
    public int leads() {
        return examples.size();
    }

    /** Leads of the earlier part. */
    public int earlier() {
        return earlier;
    }

    /** Fits and tests. */
    public ModelTraining.Result train(String name, String outcome, Set<String> excluded) {
        return new ModelTraining(name, outcome, excluded).train(examples, earlier);
    }

    private static List<Example> read(History history, @Nullable Instant end) {
        var replay = new Replay();
        var examples = new ArrayList<Example>();
        history.read(lead -> {
            LeadHistory known = lead.untilOutcome();
            boolean late = end == null || !lead.cameAt().isBefore(end);
            Traits traits = replay.traits(end == null || late ? known : known.before(end));
            if (traits != null) {
                examples.add(new Example(lead.leadId(), lead.cameAt(), traits, lead.won()));
            }
            if (examples.size() >= 2 * MOST_LEADS) {
                keepNewest(examples);
            }
        });
        keepNewest(examples);
        return examples;
    }

    /** In order of time; the newest tell most of what is to come, and memory is not endless. */
    private static void keepNewest(List<Example> examples) {
        List<Example> ordered = ModelTraining.inOrder(examples);
        examples.clear();
        examples.addAll(ordered.subList(Math.max(0, ordered.size() - MOST_LEADS), ordered.size()));
    }
}
