// SPDX-License-Identifier: Apache-2.0
package io.leadstream.capture.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    private static final StrictJson JSON = new StrictJson(16, 2_000, 5);

    @Test
    void shouldReadOneEventWhenBodyIsAnObject() throws JsonRefused {
        StrictJson.Body body = read("\uFEFF {\"a\":1,\"b\":\"\uD83D\uDE00\",\"c\":[true,null,1.50]} ");
        assertThat(body.array()).isFalse();
        assertThat(body.items()).singleElement().satisfies(item -> {
            assertThat(item.errors()).isEmpty();
            assertThat(item.fields().toString()).isEqualTo("{\"a\":1,\"b\":\"\uD83D\uDE00\",\"c\":[true,null,1.50]}");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{} {}",
                "[{}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":1,}",
                "[{},]",
                "{\"a\":\"\n\"}",
                "// c\n{}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":\"\\x\"}",
                "\u0000{}",
                "tru"
            })
    void shouldRefuseTheBodyWhenItIsNotJson(String body) {
        assertThatExceptionOfType(JsonRefused.class)
                .isThrownBy(() -> read(body))
                .satisfies(refused -> {
                    assertThat(refused.code()).isIn("json_invalid", "json_no_object");
                    assertThat(refused.tooLarge()).isFalse();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | json_no_object",
                "\"text\" | json_no_object",
                "null | json_no_object",
                "[] | batch_empty",
                "[{},{},{},{},{},{}] | batch_too_long"
            })
    void shouldRefuseTheBodyWhenItHoldsNoEventsOrTooMany(String body, String code) {
        assertThatExceptionOfType(JsonRefused.class)
                .isThrownBy(() -> read(body))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    @Test
    void shouldRefuseTheBodyWhenItIsNotUtf8() {
        for (byte[] body : List.of(
                "{\"a\":\"\u00E4\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{}".getBytes(StandardCharsets.UTF_16LE),
                new byte[] {'{', '"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"', ':', '1', '}'},
                new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"', ':', '1', '}'})) {
            assertThatExceptionOfType(JsonRefused.class).isThrownBy(() -> JSON.read(body));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":2} | a | duplicate_key",
                "{\"x\":{\"a\":1,\"a\":2}} | x.a | duplicate_key",
                "{\"a\":\"x\\u0000y\"} | a | text_invalid",
                "{\"a\":[\"x\",\"\\ud800\"]} | a[1] | text_invalid",
                "{\"a\":\"\\udc00\\ud800\"} | a | text_invalid",
                "{\"a\":1e400000} | a | number_out_of_range",
                "{\"a\":1e-400000} | a | number_out_of_range",
                "{\"a\":1e99999999999} | a | number_out_of_range",
                "{\"a\":0e2147483647} | a | number_out_of_range",
                "{\"a\":12345678901234567890123456789012345} | a | number_out_of_range",
                "[1] | `` | not_an_object",
                "[[{}]] | `` | not_an_object",
            })
    void shouldRefuseOnlyTheEventWhenItCannotBeKept(String body, String field, String code) throws JsonRefused {
        List<FieldError> errors = read(body).items().get(0).errors();
        assertThat(errors).isNotEmpty();
        assertThat(errors.get(0).field()).isEqualTo(field);
        assertThat(errors.get(0).code()).isEqualTo(code);
    }

    @Test
    void shouldRefuseAKeyWhenItsTextCannotBeStored() throws JsonRefused {
        assertThat(read("{\"a\\u0000b\":1}").items().get(0).errors())
                .extracting(FieldError::code)
                .containsExactly(Characters.CODE);
        assertThatExceptionOfType(JsonRefused.class).isThrownBy(() -> read("{\"a\\ud800\":1}"));
        assertThatExceptionOfType(JsonRefused.class).isThrownBy(() -> read("{\"a\\udfffb\":1}"));
    }

    @Test
    void shouldJudgeEachEventOfABatchByItself() throws JsonRefused {
        String big = "{\"a\":\"" + "x".repeat(2_000) + "\"}";
        StrictJson.Body body = read("[{\"a\":1},{\"b\":{\"b\":1,\"b\":2}}," + big + ",{\"c\":1}]");
        assertThat(body.array()).isTrue();
        assertThat(body.items()).extracting(item -> item.errors().size()).containsExactly(0, 1, 1, 0);
        assertThat(body.items().get(1).errors().get(0).field()).isEqualTo("b.b");
        assertThat(body.items().get(2).errors().get(0).code()).isEqualTo("event_too_large");
    }

    @Test
    void shouldHoldTheDepthWhenEventIsNested() throws JsonRefused {
        assertThat(read(nested(16)).items().get(0).errors()).isEmpty();
        assertThat(read("[" + nested(16) + "]").items().get(0).errors()).isEmpty();
        assertThat(read(nested(17)).items().get(0).errors())
                .extracting(FieldError::code)
                .containsExactly("too_deep");
        assertThatExceptionOfType(JsonRefused.class).isThrownBy(() -> read(nested(900)));
        assertThatExceptionOfType(JsonRefused.class)
                .isThrownBy(() -> JSON.read("[".repeat(100_000).getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldNeverFailOtherwiseWhenBodiesAreRandom() {
        Random random = new Random(42);
        String alphabet = "{}[]\",:\\u0019dDeE+-.truefalsn \n\u00E9\uD83D\uDE00";
        String[] whole = {"{\"email\":\"a@b.example\"}", "\\u0000", "\"a\":1", "\\ud800", "1e400000", "null", "[]"};
        int read = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "{\"a\":" : "[");
            int pieces = random.nextInt(12);
            for (int j = 0; j < pieces; j++) {
                body.append(
                        random.nextInt(3) == 0
                                ? whole[random.nextInt(whole.length)]
                                : alphabet.charAt(random.nextInt(alphabet.length())));
            }
            body.append(random.nextBoolean() ? "}" : "]");
            try {
                JSON.read(body.toString().getBytes(StandardCharsets.UTF_8))
                        .items()
                        .forEach(item ->
                                assertThat(CanonicalJson.of(item.fields())).isNotEmpty());
                read++;
            } catch (JsonRefused refused) {
                assertThat(refused.reason()).isNotBlank();
            }
        }
        assertThat(read).isGreaterThan(100);
    }

    @Test
    void shouldWriteOneTextWhenJsonMeansTheSame() throws JsonRefused {
        assertThat(canonical("{\"b\":1.0,\"a\":{\"y\":[1,2],\"x\":null}}"))
                .isEqualTo(canonical(" { \"a\" : {\"y\":[1.00,2]}, \"b\":1 , \"c\":null}"));
        assertThat(canonical("{\"a\":[1,2]}")).isNotEqualTo(canonical("{\"a\":[2,1]}"));
        assertThat(canonical("{\"a\":\"1\"}")).isNotEqualTo(canonical("{\"a\":1}"));
        assertThat(canonical("{}")).isEqualTo("{}");
    }

    private static String canonical(String body) throws JsonRefused {
        return CanonicalJson.of(read(body).items().get(0).fields());
    }

    private static String nested(int levels) {
        return "{\"a\":".repeat(levels) + "1" + "}".repeat(levels);
    }

    private static StrictJson.Body read(String body) throws JsonRefused {
        return JSON.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
