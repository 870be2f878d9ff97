// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.rules.ScoringRuleSet;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulePublisherIT {

    private static final String RULES = """
            name: small
            rules:
              - {id: director, name: Director, category: demographic, field: title, operator: contains, value: director, points: %d}
            """;

    @TempDir
    private static Path folder;

    private static CaptureStack stack;

    @BeforeAll
    static void start() {
        stack = CaptureStack.start(folder, Map.of());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldPublishANewVersionOnlyWhenTheConfiguredFileDiffersFromTheNewest() throws IOException {
        publish(Map.of());
        int before = versions().size();
        Path file = Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(10));
        Map<String, Object> configured = Map.of(CaptureSettings.SCORING_RULES_FILE, file.toString());
        publish(configured);
        publish(configured);
        publish(Map.of());
        assertThat(versions()).hasSize(before + 1).last().isEqualTo(before + 1);
        Files.writeString(file, RULES.formatted(20));
        publish(configured);
        assertThat(versions()).hasSize(before + 2).last().isEqualTo(before + 2);
    }

    @Test
    void shouldPublishNothingWhenAFileIsWrong() throws IOException {
        Path file = Files.writeString(folder.resolve("wrong.yaml"), "name: x\nrules:\n  - {id: a, points: many}\n");
        int before = versions().size();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of(CaptureSettings.SCORING_RULES_FILE, file.toString())))
                .withMessageContaining("wrong.yaml")
                .withMessageContaining("rules[0]");
        Path rules =
                Files.writeString(folder.resolve("assignment.yaml"), "name: x\ndefaultTeam: no-such-team\nrules: []\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of(CaptureSettings.ASSIGNMENT_RULES_FILE, rules.toString())))
                .withMessageContaining("no-such-team");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> publish(Map.of(CaptureSettings.ROSTER_FILE, "no-such-file.yaml")))
                .withMessageContaining("no-such-file.yaml");
        assertThat(versions()).hasSize(before);
    }

    @Test
    void shouldGiveEveryVersionToOneWhenManyPublishAtOnce() throws Exception {
        int before = versions().size();
        int publishers = 3;
        int each = 2;
        var pool = Executors.newFixedThreadPool(publishers);
        var start = new CountDownLatch(1);
        List<Future<List<Integer>>> running = new ArrayList<>();
        for (int p = 0; p < publishers; p++) {
            int publisher = p;
            running.add(pool.submit(() -> {
                start.await();
                List<Integer> published = new ArrayList<>();
                for (int i = 0; i < each; i++) {
                    published.add(publish(100 * (publisher + 1) + i));
                }
                return published;
            }));
        }
        start.countDown();
        List<Integer> told = new ArrayList<>();
        for (var one : running) {
            told.addAll(one.get());
        }
        pool.shutdown();
        List<Integer> expected =
                IntStream.rangeClosed(1, before + publishers * each).boxed().toList();
        assertThat(versions()).as("no version twice, none left out").containsExactlyElementsOf(expected);
        assertThat(told).as("each was told its own").doesNotHaveDuplicates().isSubsetOf(expected);
    }

    @Test
    void shouldLeaveItOpenWhatHappenedWhenACommitIsNotConfirmed() {
        int version = publish(70);
        try (TopicSerdes serdes = TopicSerdes.from(stack.settings().serde());
                VersionWriter shutOut = VersionWriter.open(stack.settings(), serdes);
                VersionLog versions = VersionLog.open(stack.settings(), serdes)) {
            ScoringRuleSet newest = Objects.requireNonNull(versions.newest(Publication.SCORING_RULES));
            ScoringRuleSet next = ScoringRuleSet.newBuilder(newest)
                    .setVersion(version + 1)
                    .setContentHash("of something else")
                    .build();
            shutOut.begin();
            shutOut.write(Topics.SCORING_RULE_SETS, version + 1, next);
            VersionWriter.open(stack.settings(), serdes).close();

            assertThatThrownBy(shutOut::commit)
                    .isInstanceOf(UnclearCommitException.class)
                    .matches(VersionWriter::mayTryAgain);
            assertThat(versions.has(Publication.SCORING_RULES, version + 1, next))
                    .as("what was not committed")
                    .isFalse();
            assertThat(versions.has(Publication.SCORING_RULES, version, newest)).isTrue();
            assertThat(versions.has(Publication.SCORING_RULES, version, next))
                    .as("the version, but somebody else's")
                    .isFalse();
        }
    }

    /** With a publisher of its own, as another process would have. */
    private static int publish(int points) {
        try (TopicSerdes serdes = TopicSerdes.from(stack.settings().serde())) {
            var source = RuleSource.of("test", RuleFormat.YAML, RULES.formatted(points), Map.of());
            var done = new RulePublisher(stack.settings(), serdes)
                    .publish(List.of(Order.of(Publication.SCORING_RULES, source)), "tester");
            assertThat(done.refused()).isFalse();
            return done.published().get(0).version();
        }
    }

    @Test
    void shouldPublishRulesTogetherWithTheRosterTheyNeed() {
        var rules = RuleSource.of("rules.yaml", RuleFormat.YAML, "name: x\ndefaultTeam: moon\nrules: []\n", Map.of());
        var roster = RuleSource.of("roster.yaml", RuleFormat.YAML, """
                        teams: [{id: moon, name: Moon}]
                        representatives: [{id: neil, name: Neil, email: neil@moon.example, team: moon}]
                        """, Map.of());
        try (TopicSerdes serdes = TopicSerdes.from(stack.settings().serde())) {
            var publisher = new RulePublisher(stack.settings(), serdes);
            var alone = publisher.publish(List.of(Order.of(Publication.ASSIGNMENT_RULES, rules)), "tester");
            assertThat(alone.refused()).isTrue();
            assertThat(alone.checks().get(1).mistakes())
                    .singleElement()
                    .hasToString("line 2: defaultTeam: the roster lacks team 'moon'; add it to the roster, or name"
                            + " another");
            var both = List.of(Order.of(Publication.ASSIGNMENT_RULES, rules), Order.of(Publication.ROSTER, roster));
            assertThat(publisher.rehearse(both).published())
                    .extracting(Published::version, Published::fresh)
                    .containsExactly(tuple(2, true), tuple(2, true));
            assertThat(stack.read(Topics.ROSTERS))
                    .as("a rehearsal writes nothing")
                    .hasSize(1);
            assertThat(publisher.publish(both, "tester").published())
                    .extracting(Published::version, Published::fresh)
                    .containsExactly(tuple(2, true), tuple(2, true));
            assertThat(publisher.publish(both, "tester").published())
                    .as("equal content")
                    .extracting(Published::version, Published::fresh)
                    .containsExactly(tuple(2, false), tuple(2, false));
            assertThat(stack.read(Topics.ROSTERS)).last().satisfies(entry -> assertThat(
                            entry.getValue().getPublishedBy())
                    .isEqualTo("tester"));
        }
    }

    private static List<Integer> versions() {
        return stack.read(Topics.SCORING_RULE_SETS).stream()
                .map(entry -> entry.getValue().getVersion())
                .toList();
    }

    private static void publish(Map<String, Object> more) {
        var settings = CaptureStack.settings(stack.kafka(), folder, more);
        try (TopicSerdes serdes = TopicSerdes.from(settings.serde())) {
            new RulePublisher(settings, serdes).publishWhatIsDue();
        }
    }
}
