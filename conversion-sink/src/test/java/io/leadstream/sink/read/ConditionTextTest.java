// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"kind":"test","field":"title","operator":"exists"} | title exists
            {"kind":"test","field":"n","operator":"greater_than","values":["3"]} | n greater than 3
            {"kind":"test","field":"count.call","operator":"less_than","values":["2"],"where":{"kind":"test","field":"plan","operator":"equals","values":["pro"]}} | count.call less than 2 (where plan equals pro)
            """)
    void shouldSayWhatTheTablesKeep(String condition, String words) throws JsonProcessingException {
        assertThat(ConditionText.of(new ObjectMapper().readTree(condition))).isEqualTo(words);
    }
}
