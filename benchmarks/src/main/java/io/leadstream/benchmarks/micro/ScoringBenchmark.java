// SPDX-License-Identifier: Apache-2.0
package io.leadstream.benchmarks.micro;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.leadstream.benchmarks.ActivityLoad;
import io.leadstream.domain.lead.PersonCodec;
import io.leadstream.domain.rules.RuleFiles;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.domain.scoring.ScoringModel;
import io.leadstream.domain.scoring.ScoringOutcome;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.StateSerde;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.Person;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One activity on a lead with a month of history, by the length of that history: decided with its state's codec, and the
 * codec alone. By the shipped rules, and by the same rules with points that fade, which also look ahead for the next day on
 * which something is to be told. How many bytes the lead's record takes is printed at the start of each.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBenchmark {

    private static final int VERSION = 1;
    private static final int HALF_LIFE = 30;

    @Param({"10", "100", "1000"})
    public int activities;

    @Param({"false", "true"})
    public boolean fading;

    private final TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://scoring-benchmark"));
    private final StateSerde<LeadState> states = serdes.internal(LeadState.class);
    private final StateSerde<Person> persons = serdes.internal(Person.class);
    private final LeadScoring scoring = new LeadScoring(new PersonCodec() {
        @Override
        public byte[] encode(Person person) {
            return persons.encode(person);
        }

        @Override
        public Person decode(byte[] bytes) {
            return persons.decode(bytes, null);
        }
    });
    private final ActivityLoad load = new ActivityLoad(1);
    private byte[] stored = {};
    private Activity activity = load.activity(0);
    private ScoringModel model = ScoringModel.compile(rules(false));

    @Setup
    public void live() {
        activity = load.activity(activities);
        model = ScoringModel.compile(rules(fading));
        LeadState state =
                scoring.capture(load.leadIdOf(0), null, load.capture(0), model).state();
        for (int index = 0; index < activities; index++) {
            state = scoring.activity(load.leadIdOf(0), state, load.activity(index), model)
                    .state();
        }
        stored = states.encode(state);
        System.out.println("the lead's record: " + stored.length + " bytes");
    }

    @Benchmark
    public byte[] scoreStoredLead() {
        ScoringOutcome outcome = scoring.activity(load.leadIdOf(0), states.decode(stored, null), activity, model);
        return states.encode(outcome.state());
    }

    /** The codec's share of the above. */
    @Benchmark
    public byte[] readAndWriteState() {
        return states.encode(states.decode(stored, null));
    }

    @TearDown
    public void close() {
        serdes.close();
    }

    private static ScoringRuleSet rules(boolean fading) {
        try (var file = RuleFiles.class.getResourceAsStream(RuleFiles.DEFAULT_SCORING_RULES)) {
            var rules = RuleFiles.scoringRules(new YAMLMapper().readValue(file, Map.class))
                    .orThrow();
            rules.setVersion(VERSION);
            if (fading) {
                rules.getRules().stream()
                        .filter(rule -> rule.getActivityType() != null)
                        .forEach(rule -> rule.setHalfLifeDays(HALF_LIFE));
            }
            return rules;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
