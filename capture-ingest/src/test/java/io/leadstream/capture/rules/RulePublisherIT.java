// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.leadstream.capture.CaptureSettings;
import io.leadstream.capture.CaptureStack;
import io.leadstream.schemas.serde.TopicSerdes;
import io.leadstream.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
        assertThat(versions()).containsExactly(1);
        Path file = Files.writeString(folder.resolve("rules.yaml"), RULES.formatted(10));
        Map<String, Object> configured = Map.of(CaptureSettings.SCORING_RULES_FILE, file.toString());
        publish(configured);
        publish(configured);
        publish(Map.of());
        assertThat(versions()).containsExactly(1, 2);
        Files.writeString(file, RULES.formatted(20));
        publish(configured);
        assertThat(versions()).containsExactly(1, 2, 3);
        assertThat(stack.read(Topics.ROSTERS)).hasSize(1);
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
