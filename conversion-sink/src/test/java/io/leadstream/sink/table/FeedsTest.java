// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadstream.schemas.topic.Topic;
import io.leadstream.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

class FeedsTest {

    @Test
    void shouldTakeEveryTopicOfTheCatalogueOnce() {
        assertThat(Feeds.all().stream().<Topic<?>>map(Feed::topic).toList())
                .containsExactlyInAnyOrderElementsOf(Topics.all());
    }

    @Test
    void shouldRefuseLeadIdThatIsNoUuid() {
        Changes changes = new Changes(new KnownLeads());

        assertThatThrownBy(() -> changes.lead("lead-1"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("'lead-1' is no lead id: lead ids are UUIDs in lower case");
        assertThatThrownBy(() -> changes.lead(null)).isInstanceOf(InvalidRecordException.class);
    }
}
