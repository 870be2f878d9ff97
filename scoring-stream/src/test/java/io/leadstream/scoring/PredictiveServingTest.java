// SPDX-License-Identifier: Apache-2.0
package io.leadstream.scoring;

import static io.leadstream.testkit.Fixtures.NOW;
import static io.leadstream.testkit.Fixtures.activity;
import static io.leadstream.testkit.Fixtures.capture;
import static io.leadstream.testkit.Fixtures.leadId;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.domain.predictive.Example;
import io.leadstream.domain.predictive.ModelFiles;
import io.leadstream.domain.predictive.ModelTraining;
import io.leadstream.domain.predictive.Prediction;
import io.leadstream.domain.predictive.PredictiveScorer;
import io.leadstream.domain.scoring.LeadScoring;
import io.leadstream.schemas.capture.Activity;
import io.leadstream.schemas.capture.CapturedLead;
import io.leadstream.schemas.predictive.PredictiveModel;
import io.leadstream.schemas.scoring.ScoreChanged;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.state.scoring.LeadState;
import io.leadstream.schemas.state.scoring.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A model that was fitted on recorded events says the same of them in the stream, to the last bit. */
class PredictiveServingTest {

    private static final int LEADS = 300;

    private final ScoringHarness scoring = new ScoringHarness();
    private final TopicSerdes serdes = TopicSerdes.from(Map.of("schema.registry.url", "memory://serving"));
    private final LeadScoring offline = new LeadScoring(new StoredPersons(serdes.internal(Person.class)));

    @AfterEach
    void close() {
        scoring.close();
        serdes.close();
    }

    /** Events by lead; the more pages a lead views, the more often it is won. */
    private static Map<String, List<SpecificRecord>> events(Random random, Set<String> won) {
        Map<String, List<SpecificRecord>> events = new HashMap<>();
        for (int i = 0; i < LEADS; i++) {
            String email = "p" + i + "@example.org";
            Instant at = NOW.plus(Duration.ofHours(i));
            List<SpecificRecord> own = new ArrayList<>();
            own.add(capture("c" + i, email)
                    .setTitle(i % 3 == 0 ? "CTO" : "Clerk")
                    .setEmployeeCount((long) random.nextInt(5000))
                    .setCustomFields(Map.of("plan", i % 2 == 0 ? "\"pro\"" : "\"free\"", "seats", "" + i % 17))
                    .setOccurredAt(at)
                    .build());
            int pages = random.nextInt(25);
            for (int page = 0; page < pages; page++) {
                own.add(activity("a" + i + "-" + page, email, page % 5 == 0 ? "email_opened" : "page_viewed")
                        .setOccurredAt(at.plus(Duration.ofHours(11L * page)))
                        .build());
            }
            if (random.nextInt(30) < pages + (i % 3 == 0 ? 5 : 0)) {
                won.add(leadId(email));
            }
            events.put(leadId(email), own);
        }
        return events;
    }

    private LeadState replayed(String leadId, List<SpecificRecord> events) {
        LeadState state = null;
        for (SpecificRecord event : events) {
            state = (event instanceof CapturedLead lead
                            ? offline.capture(leadId, state, lead, null)
                            : offline.activity(leadId, state, (Activity) event, null))
                    .state();
        }
        return Objects.requireNonNull(state);
    }

    private PredictiveModel trained(Map<String, List<SpecificRecord>> events, Set<String> won) {
        List<Example> examples = new ArrayList<>();
        events.forEach((leadId, own) -> examples.add(new Example(
                leadId,
                ((CapturedLead) own.get(0)).getOccurredAt(),
                offline.traits(leadId, replayed(leadId, own)),
                won.contains(leadId))));
        PredictiveModel model = new ModelTraining("m", "won", Set.of())
                .train(ModelTraining.inOrder(examples), 200)
                .model();
        // As it goes through a file and the gate.
        PredictiveModel published = ModelFiles.model(ModelFiles.tree(model)).orThrow();
        published.setVersion(1);
        published.setPublishedAt(NOW);
        return published;
    }

    private void send(SpecificRecord event) {
        if (event instanceof CapturedLead lead) {
            scoring.send(lead);
        } else {
            scoring.send((Activity) event);
        }
    }

    @Test
    void shouldServeWhatWasTrainedBitForBitWhateverTheOrder() {
        Set<String> won = new HashSet<>();
        Map<String, List<SpecificRecord>> events = events(new Random(4), won);
        PredictiveModel model = trained(events, won);
        List<SpecificRecord> shuffled = new ArrayList<>();
        events.values().forEach(shuffled::addAll);
        Collections.shuffle(shuffled, new Random(8));
        scoring.send(Rules.shipped(1));
        int middle = shuffled.size() / 2;
        shuffled.subList(0, middle).forEach(this::send);
        scoring.send(model);
        shuffled.subList(middle, shuffled.size()).forEach(this::send);
        scoring.tick();

        Map<String, ScoreChanged> newest = new HashMap<>();
        scoring.told().forEach(change -> newest.put(change.getLeadId(), change));
        PredictiveScorer scorer = PredictiveScorer.compile(model);
        assertThat(newest).hasSize(LEADS);
        events.forEach((leadId, own) -> {
            Prediction expected = scorer.predict(offline.traits(leadId, replayed(leadId, own)));
            var served = Objects.requireNonNull(newest.get(leadId)).getPrediction();
            assertThat(served.getPercent()).isEqualTo(expected.percent());
            assertThat(scoring.state(leadId).getPredicted()).isEqualTo(expected.percent());
            var live = scorer.predict(offline.traits(leadId, scoring.state(leadId)));
            assertThat(Double.doubleToLongBits(live.probability()))
                    .isEqualTo(Double.doubleToLongBits(expected.probability()));
        });
    }

    @Test
    void shouldScoreEveryLeadWithANewModelInTheBackground() {
        Set<String> won = new HashSet<>();
        Map<String, List<SpecificRecord>> events = events(new Random(4), won);
        PredictiveModel model = trained(events, won);
        scoring.send(Rules.shipped(1));
        events.values().forEach(own -> own.forEach(this::send));
        assertThat(scoring.told())
                .allSatisfy(change -> assertThat(change.getPrediction()).isNull());
        scoring.profiles.readValuesToList();
        scoring.send(model);
        scoring.tick();
        assertThat(scoring.profiles.readValuesToList()).hasSize(LEADS).allSatisfy(profile -> {
            assertThat(profile.getCauseId()).isEqualTo("model:1");
            assertThat(profile.getReceivedAt()).isAfterOrEqualTo(scoring.now());
        });
        PredictiveScorer scorer = PredictiveScorer.compile(model);
        List<ScoreChanged> told = scoring.told();
        assertThat(told).hasSize(LEADS).allSatisfy(change -> {
            String leadId = change.getLeadId();
            List<SpecificRecord> own = Objects.requireNonNull(events.get(leadId));
            Prediction expected = scorer.predict(offline.traits(leadId, replayed(leadId, own)));
            assertThat(change.getCauseId()).isEqualTo("model:1");
            assertThat(change.getScore()).isEqualTo(change.getPreviousScore());
            assertThat(Double.doubleToLongBits(change.getPrediction().getProbability()))
                    .isEqualTo(Double.doubleToLongBits(expected.probability()));
            assertThat(change.getPrediction().getReasons()).isNotEmpty();
        });
        scoring.send(model);
        scoring.tick();
        assertThat(scoring.told())
                .as("an older or equal version changes nothing")
                .isEmpty();
    }
}
