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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One activity on a lead with a month of history, with the shipped rules: decided alone, and with its state's codec. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ScoringBenchmark {

    private static final int HISTORY = 25;
    private static final int VERSION = 1;

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
    private final Activity activity = load.activity(HISTORY);
    private final ScoringModel model = ScoringModel.compile(shippedRules());
    private byte[] stored = {};

    @Setup
    public void live() {
        LeadState state =
                scoring.capture(load.leadIdOf(0), null, load.capture(0), model).state();
        for (int index = 0; index < HISTORY; index++) {
            state = scoring.activity(load.leadIdOf(0), state, load.activity(index), model)
                    .state();
        }
        stored = states.encode(state);
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

    private static ScoringRuleSet shippedRules() {
        try (var file = RuleFiles.class.getResourceAsStream(RuleFiles.DEFAULT_SCORING_RULES)) {
            var rules = RuleFiles.scoringRules(new YAMLMapper().readValue(file, Map.class))
                    .orThrow();
            rules.setVersion(VERSION);
            return rules;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
