// SPDX-License-Identifier: Apache-2.0
package io.leadstream.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void shouldListEveryTopicOnceWhenDeclared() throws IllegalAccessException {
        List<Field> declared = Arrays.stream(Topics.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Topic.class)
                .toList();

        assertThat(Topics.all()).hasSameSizeAs(declared).doesNotHaveDuplicates();
        assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
        for (Field field : declared) {
            Topic<?> topic = (Topic<?>) field.get(null);
            assertThat(Topics.all()).contains(topic);
            assertThat(topic.name())
                    .isEqualTo(field.getName().toLowerCase(Locale.ROOT).replace('_', '-'));
        }
    }

    @Test
    void shouldBeLowerCaseKebabPluralNounsWhenNamed() {
        assertThat(Topics.all()).extracting(Topic::name).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*s"));
    }

    @Test
    void shouldDescribeTopicsWhenPeopleRead() {
        assertThat(Topics.all()).allSatisfy(topic -> {
            assertThat(topic.purpose()).matches("[A-Z].*\\.").doesNotContain("|");
            assertThat(topic.key()).matches("[a-z]+( [a-z]+)*");
            assertThat(topic.writer().module()).matches("[a-z]+(-[a-z]+)*");
        });
    }

    @Test
    void shouldDrawOneRowPerTopicWhenPrintedAsMarkdown() {
        List<String> lines = TopicTable.markdown().lines().toList();

        assertThat(lines).hasSize(Topics.all().size() + 2);
        assertThat(lines.get(0)).startsWith("| topic | key | value |");
        assertThat(lines)
                .contains("| `lead-profiles` | lead id | `LeadProfile` | many | newest per key | scoring-stream |"
                        + " Each lead as it now stands, merged, graded and qualified. |")
                .contains("| `rosters` | version | `Roster` | 1 | newest per key | capture-ingest |"
                        + " Published versions of teams and representatives. |");
    }
}
