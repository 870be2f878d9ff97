// SPDX-License-Identifier: Apache-2.0
package io.leadstream.sink.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadstream.schemas.capture.Campaign;
import io.leadstream.schemas.capture.TouchKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void shouldKeepScalarsAsTheyCame() {
        assertThat(Json.scalars(Map.of())).isEqualTo("{}");
        assertThat(Json.scalars(Map.of("a \"b\"", "12.50"))).isEqualTo("{\"a \\\"b\\\"\":12.50}");
        assertThat(Json.scalars(Map.of("x", "\"\\u0041\""))).isEqualTo("{\"x\":\"\\u0041\"}");
    }

    @Test
    void shouldWriteEachTypeAndLeaveOutWhatIsAbsent() {
        assertThat(Json.object("of", (json, of) -> json.put("text", "a\nb")
                        .put("absent", (Object) null)
                        .put("flag", true)
                        .put("int", 1)
                        .put("long", 2L)
                        .put("enum", TouchKind.CALL)
                        .put("at", Instant.EPOCH)
                        .put("list", List.of(1, "x"))))
                .isEqualTo("{\"text\":\"a\\nb\",\"flag\":true,\"int\":1,\"long\":2,\"enum\":\"call\","
                        + "\"at\":\"1970-01-01T00:00:00Z\",\"list\":[1,\"x\"]}");
    }

    @Test
    void shouldNestObjects() {
        assertThat(Json.objects(List.of("a", "b"), (json, of) -> json.put("of", of)))
                .isEqualTo("[{\"of\":\"a\"},{\"of\":\"b\"}]");
        assertThat(Json.object("x", (json, of) -> json.putObject("none", (String) null, (j, o) -> j.put("o", o))
                        .putObjects("some", List.of("y"), (j, o) -> j.put("o", o))))
                .isEqualTo("{\"some\":[{\"o\":\"y\"}]}");
    }

    @Test
    void shouldWriteCampaignAndItsAbsence() {
        assertThat(CampaignColumns.json(null)).isNull();
        assertThat(CampaignColumns.json(new Campaign("s", null, "c", null, null)))
                .isEqualTo("{\"source\":\"s\",\"campaign\":\"c\"}");
    }
}
