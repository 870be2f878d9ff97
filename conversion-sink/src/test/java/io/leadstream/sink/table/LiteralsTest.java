// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.scoring.Grade;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralsTest {

    @Test
    void shouldQuoteWhatAnArrayLiteralReads() {
        assertThat(Literals.array(List.of())).isEqualTo("{}");
        assertThat(Literals.array(List.of("a", "b,c", "d\"e\\f", "", "null")))
                .isEqualTo("{\"a\",\"b,c\",\"d\\\"e\\\\f\",\"\",\"null\"}");
    }

    @Test
    void shouldWriteGradesAsPeopleDo() {
        assertThat(Literals.grade(Grade.A_PLUS)).isEqualTo("A+");
        assertThat(Literals.grade(Grade.F)).isEqualTo("F");
    }

    @Test
    void shouldTakeUuidInLowerCase() {
        assertThat(Literals.isUuid("0b5dd8f2-9a3c-3b41-8e00-1234567890ab")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0B5DD8F2-9A3C-3B41-8E00-1234567890AB",
                "0b5dd8f2-9a3c-3b41-8e00-1234567890a",
                "0b5dd8f2-9a3c-3b41-8e00-1234567890abc",
                "0b5dd8f29a3c-3b41-8e00-1234567890abcd",
                "0b5dd8f2-9a3c-3b41-8e00_1234567890ab",
                "0b5dd8f2-9a3c-3b41-8e00-1234567890ag",
                "{0b5dd8f2-9a3c-3b41-8e00-1234567890}"
            })
    void shouldRefuseWhatIsNoUuidInLowerCase(String text) {
        assertThat(Literals.isUuid(text)).isFalse();
    }
}
