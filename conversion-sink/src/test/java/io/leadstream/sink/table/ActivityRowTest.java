// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.SourceKind;
import io.leadstream.testkit.Fixtures;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityRowTest {

    @ParameterizedTest
    @CsvSource({"WEBSITE_FORM, form_submitted", "LIVE_CHAT, chat_message", "API,", "CSV_IMPORT,", "MANUAL,", "UNKNOWN,"
    })
    void shouldCountFormsAndChatsOnly(SourceKind kind, @Nullable String type) {
        ActivityRow row = ActivityRow.of(
                Fixtures.capture("e", "ann@example.com").setSourceKind(kind).build());

        assertThat(row == null ? null : row.type()).isEqualTo(type);
    }

    @Test
    void shouldKeepTheCaptureThenTheFirstOfOneId() {
        ActivityRow capture = Objects.requireNonNull(
                ActivityRow.of(Fixtures.capture("e", "ann@example.com").build()));
        ActivityRow first = ActivityRow.of(
                Fixtures.activity("e", "ann@example.com", "page_viewed").build(), "lead", false);
        ActivityRow second = ActivityRow.of(
                Fixtures.activity("e", "ann@example.com", "email_opened").build(), "lead", false);
        ActivityRow visited =
                ActivityRow.of(Fixtures.visitorActivity("e", "v", "page_viewed").build(), "lead", true);

        assertThat(ActivityRow.TABLE.collapse().apply(visited, first)).isSameAs(first);
        assertThat(ActivityRow.TABLE.collapse().apply(first, visited)).isSameAs(first);
        assertThat(ActivityRow.TABLE.collapse().apply(visited, capture)).isSameAs(capture);
        assertThat(ActivityRow.TABLE.collapse().apply(capture, visited)).isSameAs(capture);
        assertThat(ActivityRow.TABLE.collapse().apply(first, second)).isSameAs(first);
        assertThat(ActivityRow.TABLE.collapse().apply(first, capture)).isSameAs(capture);
        assertThat(ActivityRow.TABLE.collapse().apply(capture, second)).isSameAs(capture);
    }
}
